import { createHash } from 'node:crypto'
import { AUDIO_BYTES_MAX } from '../../../cloudfunctions/contract/files'
import { readVoice, VoiceError } from '../../../cloudfunctions/kernel/files/voice'
import type { SpeechWorld } from './world'

/** A simulator cannot hear. These stand for what was said, the same recording always for the same. */
const SENTENCES = [
  '3号楼门口的路灯三天没亮了，晚上老人下楼看不清台阶。',
  '2单元门口的垃圾桶满了，两天没人收。',
  '小区北门的井盖松了，一踩就响，怕孩子绊倒。',
  '楼上半夜装修，吵得睡不着觉。',
  '消防通道又停了两辆车，救护车进不来。',
]

export type Heard = { text: string } | { code: string; message: string }

const refused = (code: string, message: string): Heard => ({ code, message })

interface Asked {
  EngSerViceType?: unknown
  SourceType?: unknown
  VoiceFormat?: unknown
  Data?: unknown
  DataLen?: unknown
}

/** What SentenceRecognition answers to a request that was signed well. */
export function hear(world: SpeechWorld, asked: Asked): Heard {
  const { EngSerViceType, SourceType, VoiceFormat, Data, DataLen } = asked
  if (EngSerViceType === undefined || SourceType === undefined || VoiceFormat === undefined)
    return refused('MissingParameter', 'a required parameter is missing')
  if (EngSerViceType !== '16k_zh') return refused('InvalidParameterValue', 'EngSerViceType')
  if (SourceType !== 1) return refused('InvalidParameterValue.ErrorInvalidSourcetype', 'only 1 is simulated')
  if (VoiceFormat !== 'mp3' && VoiceFormat !== 'wav')
    return refused('InvalidParameterValue.ErrorInvalidVoiceFormat', 'mp3 and wav are simulated')
  const sound = Buffer.from(typeof Data === 'string' ? Data : '', 'base64')
  if (sound.length === 0 || sound.length !== DataLen) return refused('InvalidParameterValue', 'DataLen')
  if (sound.length > AUDIO_BYTES_MAX) return refused('InvalidParameterValue.ErrorVoicedataTooLong', 'over 3 MB')
  return listen(world, sound, VoiceFormat)
}

function listen(world: SpeechWorld, sound: Buffer, format: 'mp3' | 'wav'): Heard {
  try {
    const { mime, content } = readVoice(sound)
    if ((mime === 'audio/wav') !== (format === 'wav'))
      return refused('InvalidParameterValue.ErrorInvalidVoiceFormat', 'the format is another')
    const isSilent = mime === 'audio/wav' && content.subarray(44).every((byte) => byte === 0)
    return { text: isSilent ? '' : (world.nextTexts.shift() ?? sentenceFor(content)) }
  } catch (error) {
    if (!(error instanceof VoiceError)) throw error
    return refused('InvalidParameterValue.ErrorInvalidVoicedata', error.problem)
  }
}

const sentenceFor = (content: Buffer): string =>
  SENTENCES[createHash('sha256').update(content).digest()[0]! % SENTENCES.length]!
