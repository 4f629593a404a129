/** A colour pair that carries a meaning; never alone, always with an icon and a word. */
export type Tone = 'brand' | 'info' | 'ok' | 'warn' | 'danger' | 'mute'

/** The six modules, for tiles and icons only. */
export type ModuleTone = 'gov' | 'pro' | 'liv' | 'car' | 'nei' | 'civ'
