import { QueryClientProvider } from '@tanstack/react-query'
import type { PropsWithChildren } from 'react'
import './app.css'
import { useChanges } from './lib/changes'
import { pressByKeyboard } from './lib/keyboard'
import { followThePhone, queryClient } from './lib/query-client'
import { sendUnsentWhenOnline } from './lib/unsent'

followThePhone()
pressByKeyboard()
sendUnsentWhenOnline()

function Fresh({ children }: PropsWithChildren) {
  useChanges()
  return children
}

export default function App({ children }: PropsWithChildren) {
  return (
    <QueryClientProvider client={queryClient}>
      <Fresh>{children}</Fresh>
    </QueryClientProvider>
  )
}
