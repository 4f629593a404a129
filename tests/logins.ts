import { issueCode } from '../local/simulators/wechat/login'
import { Client, type TestHost } from './host'

/** Somebody who has just logged in by WeChat for the first time; with a phone that WeChat verified. */
export async function newLogin(host: TestHost, phone?: string): Promise<Client> {
  const { wechat } = host.simulators
  const code = issueCode(wechat, wechat.loginCodes, `openid-${host.deps.newId()}`)
  const { token } = await host.guest.mutate('session.login', { code })
  const { person } = await new Client(host.app, token, null).query('session.me')
  const client = new Client(host.app, token, person.id)
  if (phone) await bindPhone(host, client, phone)
  return client
}

/** WeChat verifies a phone for whoever is logged in. */
export async function bindPhone(host: TestHost, client: Client, phone: string): Promise<void> {
  const { wechat } = host.simulators
  await client.mutate('session.bindPhone', { code: issueCode(wechat, wechat.phoneCodes, phone) })
}
