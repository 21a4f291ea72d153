import { catalogue, type ReleaseName, toolNames, toolsIn } from './catalogue.ts'
import { ToolError } from './error.ts'

export type Platform = 'linux-amd64' | 'linux-arm64' | 'darwin-amd64' | 'darwin-arm64'

/** One official archive. */
export interface Release {
  readonly name: ReleaseName
  readonly version: string
  readonly platform: Platform
  readonly sha256: string
}

const versions: Readonly<Record<ReleaseName, string>> = Object.freeze({
  prometheus: '3.15.0',
  alertmanager: '0.34.1',
  blackbox_exporter: '0.28.0',
})

const sums: Readonly<Record<ReleaseName, Readonly<Record<Platform, string>>>> = Object.freeze({
  prometheus: Object.freeze({
    'linux-amd64': '2a542df32eac02ee17b9d844fb2aa1de00dafa5476579ba8a3ba862e9d572ea0',
    'linux-arm64': 'f1f90ec08e849d494ca66c611470afc50192f0355f1a61c33f2cbde02d067823',
    'darwin-amd64': '2d79e744c2d7e505db936fbc898e05abc74fcb6e437c25befd26e9c9f00aa58b',
    'darwin-arm64': '920df4d17e78b3b0175af144eb318b0c74d1cf7b1d1251b326966f0e81977260',
  }),
  alertmanager: Object.freeze({
    'linux-amd64': '265b9d1e55ef0d5306a436018af6d2b686c2ce051f03d968f7464ecb1372a7e8',
    'linux-arm64': 'd98d6cbaf52151c7e76e24355fec88b11cebcb9875d4cdd8b76ddce7a7e5535c',
    'darwin-amd64': '9f3a3806c81a2ef3546fea9bae3dd39abcf2206edd112c9433133a9355875fce',
    'darwin-arm64': 'a3941879f340ef12a4cc1a479c82bd8520611265ea8d1ee25c88bd5f944d8293',
  }),
  blackbox_exporter: Object.freeze({
    'linux-amd64': 'caf5d242fb1cf6d5cb678f3f799f22703d4fafea26b03dcbbd7e1f1825e06329',
    'linux-arm64': '63312be0983d85e5109710a7dc93df3051157ae581853fa3655d171cc1b2806e',
    'darwin-amd64': '12d7a3010235862d073bbb111b997870a50070bcda3b912bca8f0095cfda23c6',
    'darwin-arm64': 'ec6c70ccca92e209dd22be76a4fa244f4bd31afdae3ddb2bb082144100ec52bb',
  }),
})

/** The pinned release for a platform. */
export function releaseFor(name: ReleaseName, platform: Platform): Release {
  return Object.freeze({ name, version: versions[name], platform, sha256: sums[name][platform] })
}

/** The folder of the pinned release inside the cache. */
export function folderOf(name: ReleaseName, version = versions[name]): string {
  return `${name}-${version}`
}

/** The folder inside a release's archive. */
export function archiveFolderOf({ name, version, platform }: Release): string {
  return `${name}-${version}.${platform}`
}

/** The address of a release's archive below a base such as `https://github.com`. */
export function urlOf(release: Release, base: string): string {
  const { name, version } = release
  return `${base}/prometheus/${name}/releases/download/v${version}/${archiveFolderOf(release)}.tar.gz`
}

/** The binaries that a release must hold. */
export function binariesOf(name: ReleaseName): readonly string[] {
  return toolsIn(name).map((tool) => catalogue[tool].binaries[0])
}

const systems: Readonly<Record<string, string>> = Object.freeze({ linux: 'linux', darwin: 'darwin' })
const processors: Readonly<Record<string, string>> = Object.freeze({ x64: 'amd64', arm64: 'arm64' })

/** The releases' word for what Node.js calls a platform and an architecture; a ToolError where no release is pinned. */
export function platformOf(platform: string, arch: string): Platform {
  const system = systems[platform]
  const processor = processors[arch]
  if (system && processor) return `${system}-${processor}` as Platform
  const variables = toolNames.map((name) => catalogue[name].variable).join(', ')
  throw new ToolError(
    `No official release is pinned for ${platform} on ${arch}; ` +
      `install the tool by hand and set its environment variable (one of ${variables}) to its path`,
  )
}
