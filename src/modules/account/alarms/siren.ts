import { toWav, WAV_RATE } from '../../../lib/wav'

/** Two tones after each other and a rest, in Hz and seconds: unlike any ring tone, and heard by old ears. */
const TONES = [
  { hz: 880, seconds: 0.3 },
  { hz: 660, seconds: 0.3 },
  { hz: 0, seconds: 0.4 },
] as const
const LOUD = 0.8
/** Seconds over which a tone swells and fades: without, it clicks. */
const EDGE = 0.01

function toneOf({ hz, seconds }: (typeof TONES)[number]): Float32Array {
  const count = Math.round(seconds * WAV_RATE)
  return Float32Array.from({ length: count }, (_, at) => {
    const edge = Math.min(1, at / (EDGE * WAV_RATE), (count - at) / (EDGE * WAV_RATE))
    return LOUD * edge * Math.sin((2 * Math.PI * hz * at) / WAV_RATE)
  })
}

/** One second of the alarm's sound, as a WAV file to be played over and over. */
export const siren = (): ArrayBuffer => toWav(TONES.map(toneOf), WAV_RATE)
