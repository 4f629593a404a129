import { onlineManager } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import { useCallback, useRef, useState } from 'react'
import type { DraftPhoto } from './drafts'
import { newKey } from './key'
import { dropPhoto, keepPhoto } from './photo-bytes'
import { asRpcError } from './rpc-error'
import { tell } from './tell'
import { uploadFile } from './upload'

export type PhotoState = 'ready' | 'uploading' | 'failed' | 'waiting'

/** A picture as the picker draws it. */
export interface PickedPhoto {
  id: string
  url: string
  state: PhotoState
  /** 0 to 1 while uploading. */
  progress: number
}

type Change = (update: (before: DraftPhoto[]) => DraftPhoto[]) => void
type Course = { state: PhotoState; progress: number }

async function choosePaths(count: number): Promise<string[]> {
  try {
    const { tempFilePaths } = await Taro.chooseImage({
      count,
      sizeType: ['compressed'],
      sourceType: ['camera', 'album'],
    })
    return await Promise.all(tempFilePaths.map(keepPhoto))
  } catch {
    // Closing the camera without a picture is an answer, not a fault.
    return []
  }
}

/**
 * The pictures of a form: chosen, kept with the draft, and uploaded at once so that sending the form is quick.
 * Without a network they wait, and `sendLater` takes them along.
 * @param photos the draft's pictures; `change` updates them there
 * @param max how many the form takes
 */
export function usePhotos(photos: DraftPhoto[], change: Change, max: number) {
  const [courses, setCourses] = useState<Record<string, Course>>({})
  const ongoing = useRef(new Map<string, Promise<void>>())

  const note = useCallback((id: string, state: PhotoState, progress = 0) => {
    setCourses((before) => ({ ...before, [id]: { state, progress } }))
  }, [])

  const upload = useCallback(
    (photo: DraftPhoto): Promise<void> => {
      const known = ongoing.current.get(photo.id)
      if (known) return known
      note(photo.id, 'uploading')
      const course = uploadFile(photo.path, (part) => note(photo.id, 'uploading', part))
        .then((file) => {
          change((all) => all.map((one) => (one.id === photo.id ? { ...one, fileId: file.id } : one)))
          note(photo.id, 'ready', 1)
        })
        .catch((cause) => {
          note(photo.id, asRpcError(cause).isUncertain ? 'waiting' : 'failed')
          if (!asRpcError(cause).isUncertain) tell(asRpcError(cause).message)
        })
        .finally(() => ongoing.current.delete(photo.id))
      ongoing.current.set(photo.id, course)
      return course
    },
    [change, note],
  )

  const add = useCallback(async () => {
    const paths = await choosePaths(max - photos.length)
    const added = paths.map((path) => ({ id: newKey(), path, fileId: null }))
    change((all) => [...all, ...added].slice(0, max))
    for (const photo of added) {
      if (onlineManager.isOnline()) void upload(photo)
      else note(photo.id, 'waiting')
    }
  }, [change, max, note, photos.length, upload])

  const remove = useCallback(
    (id: string) => {
      const gone = photos.find((photo) => photo.id === id)
      if (gone) dropPhoto(gone.path)
      change((all) => all.filter((photo) => photo.id !== id))
    },
    [change, photos],
  )

  const retry = useCallback(
    (id: string) => {
      const photo = photos.find((one) => one.id === id)
      if (photo) void upload(photo)
    },
    [photos, upload],
  )

  /** Resolves when no picture is on its way any more. */
  const settled = useCallback(() => Promise.all(ongoing.current.values()).then(() => undefined), [])

  const picked: PickedPhoto[] = photos.map((photo) => ({
    id: photo.id,
    url: photo.path,
    ...(photo.fileId ? { state: 'ready', progress: 1 } : (courses[photo.id] ?? { state: 'waiting', progress: 0 })),
  }))

  return { picked, add, remove, retry, settled }
}
