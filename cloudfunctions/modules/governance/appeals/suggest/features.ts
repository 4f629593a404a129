const HAN_FIRST = 0x4e00
const HAN_COUNT = 0x5200

/**
 * Calls `visit` with what a text is judged by: its Han characters and their neighbouring pairs, as numbers below 2^30.
 * Figures, letters and punctuation are dropped, and no pair reaches across them: house numbers say nothing of the matter.
 */
export function eachFeature(text: string, visit: (feature: number) => void): void {
  let before = -1
  for (let at = 0; at < text.length; at++) {
    const han = text.charCodeAt(at) - HAN_FIRST
    const isHan = han >= 0 && han < HAN_COUNT
    if (isHan) {
      visit(han)
      if (before >= 0) visit((before + 1) * HAN_COUNT + han)
    }
    before = isHan ? han : -1
  }
}

/** The features of a text, each once. */
export function featuresOf(text: string): Set<number> {
  const features = new Set<number>()
  eachFeature(text, (feature) => features.add(feature))
  return features
}
