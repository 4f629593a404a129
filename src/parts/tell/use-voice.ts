import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { DraftPhoto } from '../../lib/drafts'
import { newKey } from '../../lib/key'
import { dropPhoto } from '../../lib/photo-bytes'
import { api } from '../../lib/rpc'
import { asRpcError, NETWORK } from '../../lib/rpc-error'
import { useKept } from '../../lib/use-photos'
import { useRecorder } from '../../lib/use-recorder'
import { withHeard } from './heard-words'
import type { VoiceDraft } from './tell-draft'

type Change = (part: Partial<VoiceDraft> | ((before: VoiceDraft) => Partial<VoiceDraft>)) => void

const TRIES = 3

/** Has an uploaded voice note turned into words, once, and puts them where they can be corrected. */
function useHearing({ voices: [voice], hearing }: VoiceDraft, change: Change) {
  const fileId = voice?.fileId ?? ''
  const { data, error, isFetching } = useQuery({
    queryKey: ['speech', 'speech.recognise', { fileId }],
    queryFn: () => api.speech.recognise({ fileId }),
    enabled: fileId !== '' && hearing === 'todo',
    retry: (tries, cause) => asRpcError(cause).code === NETWORK && tries < TRIES,
    // The words belong to the draft alone.
    gcTime: 0,
  })
  useEffect(() => {
    if (hearing !== 'todo') return
    if (data) change((before) => ({ ...withHeard(before, data.text), hearing: 'heard' }))
    else if (error) change({ hearing: asRpcError(error).code === 'speech.unclear' ? 'unclear' : 'off' })
  }, [data, error, hearing, change])
  return isFetching
}

/** A form's voice note: said, kept with the draft, uploaded, and turned into words. */
export function useVoice(draft: VoiceDraft, change: Change) {
  const { voices } = draft
  const changeVoices = useCallback(
    (update: (before: DraftPhoto[]) => DraftPhoto[]) => change((before) => ({ voices: update(before.voices) })),
    [change],
  )
  const { picked, remove, bringUp } = useKept(voices, changeVoices)
  const recorder = useRecorder(({ path, seconds }) => {
    for (const former of voices) dropPhoto(former.path)
    change({ voices: [{ id: newKey(), path, fileId: null, seconds }], hearing: 'todo' })
  })
  const isRecognising = useHearing(draft, change)
  return { note: voices[0] ?? null, state: picked[0]?.state ?? null, isRecognising, recorder, remove, bringUp }
}

export type Voice = ReturnType<typeof useVoice>
