import { siren } from './siren'

/**
 * Sounds the alarm over and over until the answer is called.
 * @param onRefused the browser does not play it; most play nothing before the first tap
 */
export function startSound(onRefused: () => void): () => void {
  const address = URL.createObjectURL(new Blob([siren()], { type: 'audio/wav' }))
  const audio = new Audio(address)
  let isStopped = false
  audio.loop = true
  audio.play().catch(() => {
    if (!isStopped) onRefused()
  })
  return () => {
    isStopped = true
    audio.pause()
    URL.revokeObjectURL(address)
  }
}
