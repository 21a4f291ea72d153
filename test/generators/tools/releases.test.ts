import { describe, expect, test } from 'vitest'
import { ToolError } from '../../../generators/tools/error.ts'
import {
  archiveFolderOf,
  binariesOf,
  folderOf,
  platformOf,
  releaseFor,
  urlOf,
} from '../../../generators/tools/releases.ts'

const platforms = ['linux-amd64', 'linux-arm64', 'darwin-amd64', 'darwin-arm64'] as const

test('every release has a sum of its own for every platform', () => {
  const releases = (['prometheus', 'alertmanager', 'blackbox_exporter'] as const).flatMap((name) =>
    platforms.map((platform) => releaseFor(name, platform)),
  )
  expect(new Set(releases.map((release) => release.sha256)).size).toBe(12)
  for (const release of releases) {
    expect(release.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(release).toSatisfy(Object.isFrozen)
  }
})

test.each([
  ['prometheus', '3.15.0', ['promtool', 'prometheus']],
  ['alertmanager', '0.34.1', ['amtool', 'alertmanager']],
  ['blackbox_exporter', '0.28.0', ['blackbox_exporter']],
] as const)('%s is named as its project names it', (name, version, binaries) => {
  const release = releaseFor(name, 'darwin-arm64')
  expect(release).toMatchObject({ name, version, platform: 'darwin-arm64' })
  expect(folderOf(name)).toBe(`${name}-${version}`)
  expect(archiveFolderOf(release)).toBe(`${name}-${version}.darwin-arm64`)
  expect(urlOf(release, 'https://github.com')).toBe(
    `https://github.com/prometheus/${name}/releases/download/v${version}/${name}-${version}.darwin-arm64.tar.gz`,
  )
  expect(binariesOf(name)).toEqual(binaries)
})

describe('platformOf', () => {
  test.each([
    ['linux', 'x64', 'linux-amd64'],
    ['linux', 'arm64', 'linux-arm64'],
    ['darwin', 'x64', 'darwin-amd64'],
    ['darwin', 'arm64', 'darwin-arm64'],
  ])('%s on %s is %s', (platform, arch, expected) => {
    expect(platformOf(platform, arch)).toBe(expected)
  })

  test.each([
    ['win32', 'x64'],
    ['linux', 'riscv64'],
  ])('%s on %s has no release', (platform, arch) => {
    const find = () => platformOf(platform, arch)
    expect(find).toThrow(ToolError)
    expect(find).toThrow(`No official release is pinned for ${platform} on ${arch}; install the tool by hand and set`)
    expect(find).toThrow('PLIMSOLL_PROMTOOL')
  })
})
