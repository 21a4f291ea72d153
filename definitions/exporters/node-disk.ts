/** node_exporter: filesystems and disks. */
import { counter, gauge, open } from 'plimsoll'
import { fromZero } from './shared.ts'

/** One series for each mount, whose device and type follow from it. */
const mount = {
  labels: {
    device: open({ atMost: 60, like: ['/dev/sda1'] }),
    mountpoint: open({ atMost: 60, like: ['/', '/var'] }),
    fstype: open({ atMost: 12, like: ['ext4', 'tmpfs'] }),
    device_error: open({ atMost: 3, like: [''] }),
  },
  atMost: 60,
} as const
const disk = { labels: { device: open({ atMost: 60, like: ['sda', 'nvme0n1'] }) } } as const

export const nodeDisk = {
  filesystemSize: gauge('node_filesystem_size_bytes', {
    help: 'Size of a filesystem in bytes.',
    unit: 'bytes',
    range: fromZero,
    ...mount,
  }),
  filesystemFree: gauge('node_filesystem_free_bytes', {
    help: 'Free space of a filesystem in bytes, with what is reserved for root.',
    unit: 'bytes',
    range: fromZero,
    ...mount,
  }),
  filesystemAvail: gauge('node_filesystem_avail_bytes', {
    help: 'Free space of a filesystem that ordinary users can have, in bytes.',
    unit: 'bytes',
    range: fromZero,
    ...mount,
  }),
  filesystemFiles: gauge('node_filesystem_files', {
    help: 'Inodes of a filesystem; 0 where it has no fixed number.',
    zeroMeans: 'the filesystem has no fixed number of inodes',
    range: fromZero,
    ...mount,
  }),
  filesystemFilesFree: gauge('node_filesystem_files_free', {
    help: 'Free inodes of a filesystem.',
    range: fromZero,
    ...mount,
  }),
  filesystemReadonly: gauge('node_filesystem_readonly', {
    help: 'Whether a filesystem is mounted read-only: 1, or 0.',
    unit: 'boolean',
    ...mount,
  }),
  filesystemDeviceError: gauge('node_filesystem_device_error', {
    help: 'Whether a filesystem could not be asked: 1, or 0; its other series are absent then.',
    unit: 'boolean',
    ...mount,
  }),
  diskReadsCompleted: counter('node_disk_reads_completed_total', { help: 'Reads that a disk completed.', ...disk }),
  diskWritesCompleted: counter('node_disk_writes_completed_total', { help: 'Writes that a disk completed.', ...disk }),
  diskReadBytes: counter('node_disk_read_bytes_total', { help: 'Bytes read from a disk.', unit: 'bytes', ...disk }),
  diskWrittenBytes: counter('node_disk_written_bytes_total', {
    help: 'Bytes written to a disk.',
    unit: 'bytes',
    ...disk,
  }),
  diskReadTime: counter('node_disk_read_time_seconds_total', {
    help: 'Time that reads took, summed over all of them, in seconds.',
    unit: 'seconds',
    ...disk,
  }),
  diskWriteTime: counter('node_disk_write_time_seconds_total', {
    help: 'Time that writes took, summed over all of them, in seconds.',
    unit: 'seconds',
    ...disk,
  }),
  diskIoTime: counter('node_disk_io_time_seconds_total', {
    help: 'Time in which a disk had work, in seconds.',
    unit: 'seconds',
    ...disk,
  }),
  diskIoTimeWeighted: counter('node_disk_io_time_weighted_seconds_total', {
    help: 'Time in which a disk had work, times the requests in its queue, in seconds.',
    unit: 'seconds',
    ...disk,
  }),
  diskIoNow: gauge('node_disk_io_now', { help: 'Requests that a disk works on.', range: fromZero, ...disk }),
} as const
