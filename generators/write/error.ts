/** Something that the user can mend, said in one sentence; anything else that is thrown is a fault of ours. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
