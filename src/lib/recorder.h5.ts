import type { RecordEnd, RecordWatch } from './recorder'
import { toWav } from './wav'

export const RECORD_SECONDS_MAX = 59

const CHUNK_SAMPLES = 4096
/** Speech is rarely louder than this share of what fits. */
const LOUD = 0.25

/** A browser asks by itself as soon as it records. */
export const mayRecord = async (): Promise<boolean> => true

/** A browser has no settings that a page could open. */
export async function openRecordSetting(): Promise<void> {}

const loudness = (samples: Float32Array): number =>
  Math.min(1, Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length) / LOUD)

const asDataAddress = (bytes: ArrayBuffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as string)
    reader.onerror = reject
    reader.readAsDataURL(new Blob([bytes], { type: 'audio/wav' }))
  })

/** Taps a microphone's sound. @returns its rate, and how to leave it */
function tapSound(stream: MediaStream, hear: (samples: Float32Array) => void): { rate: number; leave: () => void } {
  const audio = new AudioContext()
  const source = audio.createMediaStreamSource(stream)
  // Its successor needs a script file of its own, which a page under another address cannot always load.
  const tap = audio.createScriptProcessor(CHUNK_SAMPLES, 1, 1)
  tap.onaudioprocess = ({ inputBuffer }) => hear(new Float32Array(inputBuffer.getChannelData(0)))
  source.connect(tap)
  tap.connect(audio.destination)
  const leave = () => {
    tap.onaudioprocess = null
    source.disconnect()
    for (const track of stream.getTracks()) track.stop()
    void audio.close()
  }
  return { rate: audio.sampleRate, leave }
}

const refusal = (cause: unknown): RecordEnd =>
  ['NotAllowedError', 'SecurityError'].includes((cause as { name?: string }).name ?? '')
    ? { kind: 'refused' }
    : { kind: 'failed' }

/** As in WeChat, by the browser's microphone: WAV, kept as a data address. */
export function record(watch: RecordWatch): () => void {
  const chunks: Float32Array[] = []
  let samples = 0
  let isOver = false
  let finish = () => {
    isOver = true
  }

  const begin = async () => {
    const media = navigator.mediaDevices
    if (!media) return watch.onEnd({ kind: 'failed' })
    const stream = await media.getUserMedia({ audio: { channelCount: 1 } })
    const { rate, leave } = tapSound(stream, (chunk) => {
      chunks.push(chunk)
      samples += chunk.length
      watch.onLevel(loudness(chunk))
      if (samples + CHUNK_SAMPLES > rate * RECORD_SECONDS_MAX) finish()
    })
    let isDone = false
    finish = () => {
      if (isDone) return
      isDone = true
      leave()
      asDataAddress(toWav(chunks, rate)).then(
        (path) => watch.onEnd({ kind: 'recorded', recording: { path, seconds: samples / rate } }),
        () => watch.onEnd({ kind: 'failed' }),
      )
    }
    stream.getAudioTracks()[0]?.addEventListener('ended', () => finish())
    watch.onStart()
    if (isOver) finish()
  }
  begin().catch((cause) => watch.onEnd(refusal(cause)))
  return () => finish()
}
