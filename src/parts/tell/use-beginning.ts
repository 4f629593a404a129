import { useRouter } from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import type { Tell } from './use-tell'

/** Begins as home was asked to: with the camera open, or ready to listen. Once, and not over what stands there already. */
export function useBeginning({ photos, voice }: Tell): void {
  const by = useRouter().params.by
  const latest = useRef({ photos, voice })
  latest.current = { photos, voice }
  useEffect(() => {
    if (by === 'camera') void latest.current.photos.add({ isCamera: true })
    if (by === 'voice') latest.current.voice.recorder.offer()
  }, [by])
}
