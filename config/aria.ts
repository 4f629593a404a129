/**
 * ARIA attributes WeChat reads. Taro's templates carry only attributes they know, so without this list the names and
 * states of our controls never reach the built wxml.
 */
const names = [
  'aria-label',
  'aria-role',
  'aria-hidden',
  'aria-live',
  'aria-checked',
  'aria-selected',
  'aria-disabled',
  'aria-expanded',
]

const attributes = Object.fromEntries(names.map((name) => [name, '']))

const few = (...picked: string[]) => Object.fromEntries(picked.map((name) => [name, '']))

/** Attributes by Taro component, in the form `@tarojs/plugin-inject` takes. */
export const ariaComponents = {
  View: attributes,
  Text: few('aria-label', 'aria-role', 'aria-hidden', 'aria-live'),
  Image: few('aria-label', 'aria-role', 'aria-hidden'),
  Button: few('aria-label', 'aria-role', 'aria-disabled'),
  Input: few('aria-label', 'aria-disabled'),
  Textarea: few('aria-label', 'aria-disabled'),
  ScrollView: few('aria-label', 'aria-role'),
  Map: few('aria-label', 'aria-role'),
}
