import { GUARDIAN_RELATIONS } from '../../../contract/account/family'
import { labelOf } from '../../../contract/items'
import { CONSENT_PURPOSES, FACT_SOURCES, PERSON_TAGS, RESIDENCY_LABELS } from '../../../contract/registry'
import type { Deps } from '../../../kernel/context'
import { recordAccess } from '../../../registry/access-log/store'
import { consentsOf } from '../../../registry/consents/store'
import { shownInFull } from '../../../registry/facts/mask-field'
import { readValue } from '../../../registry/facts/sealed'
import { everythingOf } from './store'

/** What this server holds of a person, as one JSON document in words. Taking it out is itself written down. */
export async function exportOf(deps: Deps, personId: string, now: Date): Promise<string> {
  const entry = { personId, viewerId: personId, what: 'person.export', subjectId: personId, at: now }
  await recordAccess(deps.db, [{ id: deps.newId(), ...entry }])
  const [all, consents] = await Promise.all([everythingOf(deps.db, personId), consentsOf(deps.db, [personId])])
  const others = await Promise.all(
    deps.ownExports.map(async ({ title, of }) => [title, await of(deps.db, personId)] as const),
  )
  const document = {
    导出时间: now,
    账号: all.person,
    资料: all.values.map((row) => ({
      项目: labelOf(row.field),
      内容: shownInFull(row.field, readValue(deps.encryption, row)),
      来源: FACT_SOURCES[row.source],
      时间: row.at,
      有效到: row.validUntil,
      状态: row.state,
    })),
    标签: all.tags.map(({ tag, source, since, validUntil, endedAt }) => ({
      标签: PERSON_TAGS[tag],
      来源: FACT_SOURCES[source],
      开始: since,
      有效到: validUntil,
      结束: endedAt,
    })),
    住处: all.dwellings.map(({ relation, source, ...home }) => ({
      ...home,
      relation: RESIDENCY_LABELS[relation],
      source: FACT_SOURCES[source],
    })),
    授权: consents.map(({ purpose, textVersion, givenAt, revokedAt }) => ({
      内容: CONSENT_PURPOSES[purpose],
      文本版本: textVersion,
      同意: givenAt,
      收回: revokedAt,
    })),
    监护和代办: all.entrusted.map(({ relation, ...row }) => ({ ...row, relation: GUARDIAN_RELATIONS[relation] })),
    提过的事: all.asked,
    写过的话: all.words,
    照片: all.pictures,
    收到的消息: all.messages,
    担任的角色: all.roles,
    登录: all.signedIn,
    谁看过我的资料: all.looks,
    ...Object.fromEntries(others),
  }
  return JSON.stringify(document, null, 2)
}
