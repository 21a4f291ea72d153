/** What is run inside the page to find out whether its texts can be read. */

export interface Contrast {
  readonly text: string
  readonly contrast: number
}

/** A part of the DOM, which the compiler knows in the page's own files only. */
interface DomElement {
  readonly ownerDocument: DomDocument
  readonly parentElement: DomElement | null
  readonly textContent: string
  readonly checkVisibility: () => boolean
}

interface DomDocument {
  readonly defaultView: {
    readonly getComputedStyle: (element: DomElement) => { color: string; backgroundColor: string }
  }
  readonly createTreeWalker: (root: DomElement, what: number) => { readonly nextNode: () => DomElement | null }
  readonly createElement: (name: 'canvas') => {
    readonly getContext: (
      kind: '2d',
      options: object,
    ) => {
      fillStyle: string
      readonly fillRect: (...box: number[]) => void
      readonly clearRect: (...box: number[]) => void
      readonly getImageData: (...box: number[]) => { readonly data: readonly number[] }
    }
  }
}

/** The contrast of every text that can be seen against what is behind it, as WCAG reckons it. */
export function contrastsIn(body: unknown): Contrast[] {
  const root = body as DomElement
  const { defaultView: view } = root.ownerDocument
  const canvas = root.ownerDocument.createElement('canvas').getContext('2d', { willReadFrequently: true })
  /** Painted over each other, the last on top. */
  const painted = (colours: readonly string[]): readonly number[] => {
    canvas.clearRect(0, 0, 1, 1)
    for (const colour of colours) {
      canvas.fillStyle = colour
      canvas.fillRect(0, 0, 1, 1)
    }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
  }
  const luminance = (rgb: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = rgb.map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const behind = (element: DomElement | null): string[] =>
    element ? [...behind(element.parentElement), view.getComputedStyle(element).backgroundColor] : []
  const contrasts: Contrast[] = []
  const texts = root.ownerDocument.createTreeWalker(root, 4)
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement
    if (!element || text.textContent.trim() === '' || !element.checkVisibility()) continue
    const ground = behind(element)
    const [light = 0, dark = 0] = [
      luminance(painted(ground)),
      luminance(painted([...ground, view.getComputedStyle(element).color])),
    ].sort((a, b) => b - a)
    contrasts.push({ text: text.textContent, contrast: (light + 0.05) / (dark + 0.05) })
  }
  return contrasts
}
