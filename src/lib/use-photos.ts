import { onlineManager } from '@tanstack/react-query'
import Taro from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DraftPhoto } from './drafts'
import { newKey } from './key'
import { useIsOnline } from './network'
import { currentOwner, type Owner, useOwner } from './owner'
import { dropPhoto, keepPhoto } from './photo-bytes'
import { asRpcError } from './rpc-error'
import { tell } from './tell'
import { uploadFile } from './upload'

/** waiting: for a network; guest: until somebody has signed in. */
export type PhotoState = 'ready' | 'uploading' | 'failed' | 'waiting' | 'guest'

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

const READY: Course = { state: 'ready', progress: 1 }
const STARTING: Course = { state: 'uploading', progress: 0 }

async function choosePaths(count: number, isCamera: boolean): Promise<string[]> {
  try {
    const { tempFilePaths } = await Taro.chooseImage({
      count: isCamera ? 1 : count,
      sizeType: ['compressed'],
      sourceType: isCamera ? ['camera'] : ['camera', 'album'],
    })
    return await Promise.all(tempFilePaths.map(keepPhoto))
  } catch {
    // Closing the camera without a picture is an answer, not a fault.
    return []
  }
}

/** How often pictures that the network has let down are tried again while the form stands. */
const RETRY_MS = 20_000

/** What pictures wait for that cannot go up now; null when they can. */
function obstacle(isOnline: boolean, owner: Owner): PhotoState | null {
  if (typeof owner === 'string') return isOnline ? null : 'waiting'
  return owner === null && isOnline ? 'guest' : 'waiting'
}

const canUpload = () => obstacle(onlineManager.isOnline(), currentOwner()) === null

/**
 * Uploads pictures one course each, however often asked, and knows how far each is.
 * @param change notes in the draft what has arrived
 */
function useUploads(change: Change) {
  const [courses, setCourses] = useState<Record<string, Course>>({})
  const ongoing = useRef(new Map<string, Promise<DraftPhoto | null>>())

  const note = useCallback((id: string, state: PhotoState, progress = 0) => {
    setCourses((before) => ({ ...before, [id]: { state, progress } }))
  }, [])

  /** Resolves to the picture with its server id if it arrived, as it was while the network is away, null if refused. */
  const upload = useCallback(
    (photo: DraftPhoto): Promise<DraftPhoto | null> => {
      const known = ongoing.current.get(photo.id)
      if (known) return known
      note(photo.id, 'uploading')
      const progress = (part: number) => note(photo.id, 'uploading', part)
      const course = uploadFile(photo.path, currentOwner(), { progress, name: photo.name })
        .then((file) => {
          change((all) => all.map((one) => (one.id === photo.id ? { ...one, fileId: file.id } : one)))
          note(photo.id, 'ready', 1)
          return { ...photo, fileId: file.id }
        })
        .catch((cause) => {
          ongoing.current.delete(photo.id)
          const fault = asRpcError(cause)
          note(photo.id, fault.isUncertain ? 'waiting' : 'failed')
          if (fault.isUncertain) return photo
          tell(fault.message)
          return null
        })
      ongoing.current.set(photo.id, course)
      return course
    },
    [change, note],
  )
  return { courses, upload }
}

/**
 * Takes up by itself what is not there yet and was not refused: after a restart, after signing in, when the network is
 * back.
 */
function useResuming(photos: DraftPhoto[], courses: Record<string, Course>, upload: (photo: DraftPhoto) => unknown) {
  const isFree = obstacle(useIsOnline(), useOwner()) === null
  const latest = useRef({ photos, courses, upload })
  latest.current = { photos, courses, upload }
  const missing = photos.filter(({ fileId }) => fileId === null).length
  useEffect(() => {
    if (!isFree || missing === 0) return
    const resume = () => {
      const now = latest.current
      for (const photo of now.photos)
        if (photo.fileId === null && now.courses[photo.id]?.state !== 'failed') void now.upload(photo)
    }
    resume()
    const timer = setInterval(resume, RETRY_MS)
    return () => clearInterval(timer)
  }, [isFree, missing])
}

/**
 * Files that stand in a draft, uploaded at once so that sending the form is quick. Without a network they wait, and the
 * queue of `unsent.ts` takes them along.
 * @param photos the draft's files of one kind; `change` updates them there
 */
export function useKept(photos: DraftPhoto[], change: Change) {
  const { courses, upload } = useUploads(change)
  const waitsFor = obstacle(useIsOnline(), useOwner())
  useResuming(photos, courses, upload)

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

  /**
   * Waits for what is on its way and tries once more what is not there yet, before the form is sent.
   * @returns the files, those still without a network without their server id; null when one was refused
   */
  const bringUp = async (): Promise<DraftPhoto[] | null> => {
    const tried = photos.map((photo) => (photo.fileId || !canUpload() ? photo : upload(photo)))
    const all = await Promise.all(tried)
    const kept = all.filter((photo) => photo !== null)
    return kept.length === all.length ? kept : null
  }

  const picked: PickedPhoto[] = photos.map((photo) => ({
    id: photo.id,
    url: photo.path,
    ...(photo.fileId ? READY : waitsFor ? { state: waitsFor, progress: 0 } : (courses[photo.id] ?? STARTING)),
  }))

  return { picked, remove, retry, bringUp }
}

/**
 * The pictures of a form, chosen with the phone's camera or from its album.
 * @param max how many the form takes
 */
export function usePhotos(photos: DraftPhoto[], change: Change, max: number) {
  const kept = useKept(photos, change)
  const add = useCallback(
    async ({ isCamera = false } = {}) => {
      const paths = await choosePaths(max - photos.length, isCamera)
      const added = paths.map((path) => ({ id: newKey(), path, fileId: null }))
      change((all) => [...all, ...added].slice(0, max))
    },
    [change, max, photos.length],
  )
  return { ...kept, add }
}
