import { View } from '@tarojs/components'
import Taro, { useDidHide, useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { type CSSProperties, type PropsWithChildren, type ReactNode, useEffect, useRef, useState } from 'react'
import { useLook } from '../lib/elder'
import { useIsOnline } from '../lib/network'
import { useOwner } from '../lib/owner'
import { paintAround } from '../lib/phone-look'
import { useUnsent } from '../lib/unsent'
import { EmptyState } from './empty-state'
import { NavBar } from './nav-bar'
import { NoticeBar } from './notice-bar'
import { Skeleton, type SkeletonShape } from './skeleton'

/** What a page shows; the fifth state, offline, is a bar above any of them. */
export type PageState =
  | { kind: 'content' }
  | { kind: 'loading' }
  | { kind: 'empty'; sentence: string; button?: { word: string; onTap: () => void } }
  /** `button` in place of 重试, where trying again mends nothing. */
  | { kind: 'error'; sentence: string; button?: { word: string; onTap: () => void } }

interface PageProps {
  title: string
  /** From `pageState(query)`; content when left out. */
  state?: PageState
  skeleton?: SkeletonShape
  /** Reads again: 重试 on the error state, and pulling the page down. */
  onRetry?: () => unknown
  /** Home's sky reaches up behind the title; an alarm's page is red by day and by night. */
  ground?: 'page' | 'home' | 'alarm'
  /** The ActionBar; drawn with content only. */
  bar?: ReactNode
  /** The TabBar of a tab page. */
  tabs?: ReactNode
  className?: string
}

/** As in tokens.css; WeChat's own bar cannot read it. */
const GROUNDS = {
  page: { light: '#f1f5f5', dark: '#0e1616' },
  home: { light: '#cfe9e6', dark: '#0e1616' },
  alarm: { light: '#a3140f', dark: '#a3140f' },
}

/** Grey blocks only after a wait that is felt. */
const SKELETON_AFTER_MS = 300

function LateSkeleton({ shape }: { shape: SkeletonShape }) {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SKELETON_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return isLate ? <Skeleton shape={shape} /> : null
}

function OfflineBar() {
  const isOnline = useIsOnline()
  const isGuest = useOwner() === null
  const waiting = useUnsent().filter((entry) => entry.refusal === null).length
  if (isOnline && waiting === 0) return null
  if (waiting === 0) return <NoticeBar kind="offline" words="没连上网，先看打开过的内容" />
  const chance = isGuest && isOnline ? '您登录后' : '网络好了'
  return <NoticeBar kind="offline" words={`${waiting} 件等${chance}自动发，不用再点`} />
}

/** The four states of what stands on a page; by itself for the part of a page that a choice above it renews. */
export function States(props: PropsWithChildren<Pick<PageProps, 'state' | 'skeleton' | 'onRetry'>>) {
  const { state = { kind: 'content' }, skeleton = 'list', onRetry, children } = props
  if (state.kind === 'loading') return <LateSkeleton shape={skeleton} />
  if (state.kind === 'empty') return <EmptyState sentence={state.sentence} button={state.button} />
  if (state.kind === 'content') return children
  const button = state.button ?? (onRetry && { word: '重试', onTap: () => void onRetry() })
  return <EmptyState kind="error" sentence={state.sentence} button={button} />
}

/** WeChat paints the page on show, so a hidden tab page waits for its turn. */
function usePaintAround(ground: string, isDark: boolean, title: string) {
  const isShown = useRef(true)
  const paint = () => {
    if (!isShown.current) return
    paintAround(ground, isDark)
    void Taro.setNavigationBarTitle({ title })
  }
  useDidShow(() => {
    isShown.current = true
    paint()
  })
  useDidHide(() => {
    isShown.current = false
  })
  useEffect(paint, [ground, isDark, title])
}

/** The root of every page: 长辈版, dark colours and the phone's letters; the five states; what stays at the bottom. */
export function Page(props: PropsWithChildren<PageProps>) {
  const { title, state, ground = 'page', bar, tabs, className = '' } = props
  const look = useLook()
  const colour = GROUNDS[ground][look.isDark ? 'dark' : 'light']
  usePaintAround(colour, look.isDark || ground === 'alarm', title)
  usePullDownRefresh(() => void Promise.resolve(props.onRetry?.()).finally(() => Taro.stopPullDownRefresh()))
  const classes = `ll ${look.isElder ? 'elder' : ''} ${look.isDark ? 'dark' : ''} ${ground === 'alarm' ? 'alarm-ground' : ''} ${className}`
  const isContent = (state?.kind ?? 'content') === 'content'
  return (
    <View className={classes} style={{ '--x': look.scale } as CSSProperties}>
      {process.env.TARO_ENV === 'h5' ? <NavBar title={title} ground={colour} isTab={Boolean(tabs)} /> : null}
      <View className="page-body">
        <OfflineBar />
        <States {...props} />
      </View>
      {isContent ? bar : null}
      {tabs}
    </View>
  )
}
