import { useQuery } from '@tanstack/react-query'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Role } from '../../../../cloudfunctions/contract/roles'
import { goBack } from '../../../lib/open-page'
import { pageState } from '../../../lib/page-state'
import { api } from '../../../lib/rpc'
import { useSend } from '../../../lib/send'
import { tell } from '../../../lib/tell'
import { ActionBar } from '../../../ui/action-bar'
import { Button } from '../../../ui/button'
import { Card } from '../../../ui/card'
import { Chip, Chips } from '../../../ui/chip'
import { FieldRow, FormField, TextField } from '../../../ui/form-field'
import { ListCell } from '../../../ui/list-cell'
import { NoticeBar } from '../../../ui/notice-bar'
import { Page } from '../../../ui/page'
import { Segmented } from '../../../ui/segmented'
import { Sheet } from '../../../ui/sheet'
import '../secretary.css'

const TERMS = [
  { key: '90', word: '3 个月' },
  { key: '180', word: '半年' },
  { key: '365', word: '1 年' },
] as const
type Term = (typeof TERMS)[number]['key']

interface Place {
  id: string
  label: string
}

const isPhone = (text: string) => /^1\d{10}$/.test(text.trim())

function useFound(phone: string) {
  return useQuery({
    queryKey: ['session', 'roles.find', phone],
    queryFn: () => api.roles.find({ phone }),
    enabled: isPhone(phone),
    gcTime: 0,
  })
}

interface PersonProps {
  phone: string
  found: ReturnType<typeof useFound>
  personId: string | null
  onPick: (personId: string) => void
}

/** Whom the number belongs to, masked: enough to see that it was typed rightly. */
function Person({ phone, found, personId, onPick }: PersonProps) {
  if (!isPhone(phone)) return null
  if (found.data?.length === 0) return <NoticeBar kind="notice" words="没找到，请对方先用微信登录并绑定手机号" />
  return (found.data ?? []).map((one) => (
    <ListCell
      key={one.personId}
      id={`person-${one.personId}`}
      title={one.nameMasked}
      second="和本人核对姓名再选"
      isSelected={one.personId === personId}
      onTap={() => onPick(one.personId)}
    />
  ))
}

interface PlacesProps {
  role: Role
  onPick: (place: Place) => void
  onClose: () => void
}

function PlacesSheet({ role, onPick, onClose }: PlacesProps) {
  const query = useQuery({
    queryKey: ['session', 'roles.choices', { role }],
    queryFn: () => api.roles.choices({ role }),
  })
  return (
    <Sheet isOpen title="管哪里" onClose={onClose}>
      {(query.data?.places ?? []).map((place) => (
        <ListCell key={place.id} id={`at-${place.id}`} title={place.label} onTap={() => onPick(place)} />
      ))}
    </Sheet>
  )
}

function lackOf(personId: string | null, role: Role | null, place: Place | null): string | null {
  if (!personId) return '先写手机号，找到这个人'
  if (!role) return '再选给哪种职责'
  return place ? null : '再选管哪里'
}

/** Makes somebody what they are to be: who, what, where, until when. */
export default function GrantRole() {
  const [phone, setPhone] = useState('')
  const [personId, setPerson] = useState<string | null>(null)
  const [role, setRole] = useState<Role | null>(null)
  const [place, setPlace] = useState<Place | null>(null)
  const [term, setTerm] = useState<Term>('365')
  const [isPicking, setPicking] = useState(false)
  const choices = useQuery({ queryKey: ['session', 'roles.choices'], queryFn: () => api.roles.choices({}) })
  const found = useFound(phone.trim())
  const { send, isBusy, fault } = useSend(api.roles.grant, {
    topics: ['session'],
    onDone: () => {
      tell('给好了，已告诉本人')
      goBack()
    },
  })
  const lack = lackOf(personId, role, place)
  const submit = () =>
    personId &&
    role &&
    place &&
    void send({ personId, phone: phone.trim(), role, placeId: place.id, days: Number(term) })
  return (
    <Page
      title="给一项职责"
      className="at-desk"
      state={pageState(choices)}
      onRetry={choices.refetch}
      bar={
        <ActionBar lack={lack} help="谁给的、给了谁，都记下来" helpIcon="shield-check">
          <Button id="grant-send" word="给这项职责" isWide isBusy={isBusy} isDisabled={lack !== null} onTap={submit} />
        </ActionBar>
      }
    >
      {fault ? <NoticeBar kind="danger" words={fault.message} /> : null}
      <Card>
        <TextField
          id="grant-phone"
          label="对方的手机号"
          kind="phone"
          example="11 位手机号"
          value={phone}
          maxLength={20}
          onChange={(text) => {
            setPhone(text)
            setPerson(null)
          }}
        />
        <Person phone={phone} found={found} personId={personId} onPick={setPerson} />
      </Card>
      <Card>
        <View className="b">给哪种职责</View>
        <View className="mt2">
          <Chips label="给哪种职责">
            {(choices.data?.roles ?? []).map((one) => (
              <Chip
                key={one.role}
                id={`grant-${one.role}`}
                word={one.label}
                state={one.role === role ? 'on' : 'off'}
                onTap={() => {
                  setRole(one.role)
                  setPlace(null)
                }}
              />
            ))}
          </Chips>
        </View>
        {role ? (
          <FormField
            id="grant-place"
            label="管哪里"
            icon="map-pin"
            value={place?.label ?? ''}
            example="点这里选"
            action={place ? '改' : '选'}
            onTap={() => setPicking(true)}
          />
        ) : null}
        <FieldRow label="多久">
          <Segmented id="grant-term" label="多久" items={TERMS} value={term} onChange={setTerm} />
        </FieldRow>
      </Card>
      {isPicking && role ? (
        <PlacesSheet
          role={role}
          onPick={(picked) => {
            setPlace(picked)
            setPicking(false)
          }}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </Page>
  )
}
