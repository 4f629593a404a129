import { Input, View } from '@tarojs/components'
import { Icon } from './icon'
import { Tap } from './tap'

interface SearchFieldProps {
  id: string
  /** What is looked through; only spoken. */
  label: string
  value: string
  example: string
  maxLength: number
  onChange: (value: string) => void
  /** The keyboard's own search key, or Enter. */
  onSearch: () => void
}

/** A field for words to look for; ✕ empties it. */
export function SearchField({ id, label, value, example, maxLength, onChange, onSearch }: SearchFieldProps) {
  return (
    <View className="search">
      <Icon name="search" size="m" className="c-brand" />
      <Input
        id={id}
        className="search-input"
        value={value}
        type="text"
        confirmType="search"
        placeholder={example}
        placeholderClass="field-example"
        maxlength={maxLength}
        aria-label={label}
        onInput={(event) => onChange(event.detail.value)}
        onConfirm={onSearch}
      />
      {value ? (
        <Tap id={`${id}-clear`} className="search-clear" label="清掉重写" onTap={() => onChange('')}>
          <Icon name="x" size="m" />
        </Tap>
      ) : null}
    </View>
  )
}
