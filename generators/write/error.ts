/** Something that the user can mend, said in one sentence; anything else that is thrown is a fault of ours. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written to; change its permissions',
  EPERM: 'it may not be written to; change its permissions',
  EROFS: 'it is on a read-only file system; choose another folder with --out',
  ENOSPC: 'the disk is full; make room',
  EDQUOT: 'the disk quota is used up; make room',
  EFBIG: 'the file is larger than is permitted; raise the limit',
  ENOTDIR: 'a file is where a folder should be; move it away',
  EISDIR: 'a folder is where a file should be; move it away',
  ELOOP: 'it is a link that leads to itself; remove the link',
}

/** An error of the file system as a sentence; any other error as it is. */
export function explain(error: unknown, verb: 'read' | 'write', file: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === undefined || syscall === undefined) return error
  const reason = reasons[code] ?? `the system says ${code}; choose another folder with --out`
  return new UsageError(`cannot ${verb} ${file}: ${reason}, and run again`, { cause: error })
}
