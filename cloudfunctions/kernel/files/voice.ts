import { AUDIO_SECONDS_MAX, type AudioType } from '../../contract/files'
import { VOICE_FAULTS, type VoiceProblem } from './faults'
import { isMp3, readMp3 } from './mp3'
import { isWav, readWav } from './wav'

export interface Voice {
  mime: AudioType
  content: Buffer
  /** Whole, at least 1. */
  seconds: number
}

/** Sound alone, and how long it really lasts, whatever its head claims. */
export interface Sound {
  content: Buffer
  seconds: number
}

export class VoiceError extends Error {
  constructor(readonly problem: VoiceProblem) {
    super(VOICE_FAULTS[problem].code)
  }
}

/**
 * Takes a recording apart and keeps its sound: no tags, no further chunks, no head that says what is not there. Type
 * and length come from the bytes themselves. Throws VoiceError.
 */
export function readVoice(bytes: Buffer): Voice {
  const mime = isWav(bytes) ? 'audio/wav' : isMp3(bytes) ? 'audio/mpeg' : null
  if (!mime) throw new VoiceError('wrongType')
  const sound = mime === 'audio/wav' ? readWav(bytes) : readMp3(bytes)
  if (!sound) throw new VoiceError('unreadable')
  if (sound.seconds > AUDIO_SECONDS_MAX) throw new VoiceError('tooLong')
  return { mime, content: sound.content, seconds: Math.max(1, Math.round(sound.seconds)) }
}
