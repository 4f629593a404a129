import type { AudioType } from '../../contract/files'

/** A recording of one person, of at most AUDIO_SECONDS_MAX. */
export interface Recording {
  mime: AudioType
  content: Buffer
}

/** Speech-to-text, whoever provides it. */
export interface Speech {
  /** What was said, in Mandarin; empty for silence. Throws SpeechError and nothing else of its own. */
  recognise(recording: Recording): Promise<string>
}

/** `unclear`: the recording itself cannot be recognised. `unavailable`: the provider cannot do it now, or for us. */
export type SpeechProblem = 'unclear' | 'unavailable'

/** Carries neither words nor sound nor keys: only what kind of failure, and the provider's own code for the log. */
export class SpeechError extends Error {
  override readonly name = 'SpeechError'
  /** For the log, as `speech.RequestLimitExceeded` or `speech.timeout`. */
  readonly code: string

  constructor(
    readonly problem: SpeechProblem,
    readonly providerCode: string,
    /** Worth a second try at once. */
    readonly isPassing: boolean,
  ) {
    super(`speech.${providerCode}`)
    this.code = this.message
  }
}
