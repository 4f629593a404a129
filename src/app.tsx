import { QueryClientProvider } from '@tanstack/react-query'
import type { PropsWithChildren } from 'react'
import './app.css'
import { useChanges } from './lib/changes'
import { keepPages } from './lib/kept-pages'
import { pressByKeyboard } from './lib/keyboard'
import { followThePhone, queryClient } from './lib/query-client'
import { useSession } from './lib/session'
import { sendUnsentWhenOnline } from './lib/unsent'

followThePhone()
keepPages(queryClient)
pressByKeyboard()
sendUnsentWhenOnline()

function Fresh({ children }: PropsWithChildren) {
  useChanges()
  // A push opens any page: the person's look must be there without home having been seen.
  useSession()
  return children
}

export default function App({ children }: PropsWithChildren) {
  return (
    <QueryClientProvider client={queryClient}>
      <Fresh>{children}</Fresh>
    </QueryClientProvider>
  )
}
