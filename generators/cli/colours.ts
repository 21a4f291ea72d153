/** Colour on a terminal only, and none where NO_COLOR is set (https://no-color.org). */
import pc from 'picocolors'

export default pc.createColors(Boolean(process.stdout.isTTY) && pc.isColorSupported)
