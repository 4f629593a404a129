const canSpeak = typeof window !== 'undefined' && 'speechSynthesis' in window

function speak(text: string, onEnd: () => void): () => void {
  const spoken = new SpeechSynthesisUtterance(text)
  spoken.lang = 'zh-CN'
  spoken.onend = onEnd
  spoken.onerror = onEnd
  window.speechSynthesis.cancel()
  window.speechSynthesis.speak(spoken)
  return () => window.speechSynthesis.cancel()
}

/** Reads a text aloud; answers how to stop. null where the browser has no voice. `onEnd` is also called when it was stopped. */
export const readAloud: ((text: string, onEnd: () => void) => () => void) | null = canSpeak ? speak : null
