import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type Clock, systemClock } from '../../cloudfunctions/kernel/clock/clock'
import { phoneActions, servePhoneControl } from './tencent/phone-serve'
import { createPhoneWorld, type PhoneSettings, type PhoneWorld } from './tencent/phone-world'
import { createReports, type Reports } from './tencent/reports'
import { serveSpeechControl, serveTencent, speechAction } from './tencent/serve'
import { createSpeechWorld, type SpeechWorld, type TencentKeys } from './tencent/world'
import { mediaCheckApi, textCheckApi } from './wechat/content-check'
import { serveControl } from './wechat/control'
import { loginApi, phoneApi } from './wechat/login'
import { employeeApi, subscribeApi } from './wechat/messages'
import { createPushes } from './wechat/push'
import { serveApi } from './wechat/serve'
import { tokenApi } from './wechat/token'
import { createWorld, note, type Settings, type World } from './wechat/world'

export interface SimulatorOptions extends Partial<Settings> {
  /** 0 takes a free one. */
  port: number
  /** The clock of the server they stand in front of, or tokens and codes grow old at another pace. */
  clock?: Clock
  /** Who may have speech recognised, send texts and make calls; nobody unless told. */
  tencent?: TencentKeys
  phone?: Partial<PhoneSettings>
}

export interface Simulators {
  /** Put it where https://api.weixin.qq.com and Tencent Cloud's services would stand. */
  url: string
  port: number
  wechat: World
  speech: SpeechWorld
  phone: PhoneWorld
  /** What the phone company tells of texts and calls. */
  reports: Reports
  /** Ends what is under way and closes the port. */
  stop(): Promise<void>
}

const SETTINGS: Settings = {
  app: null,
  latencyMs: 50,
  push: null,
  pushDelayMs: 300,
  loginsPerMinute: 100,
  riskyWords: ['代开发票', '赌博网站', '出售枪支'],
  reviewWords: ['加微信', '兼职日结', '转账'],
  pages: null,
}

/** The outside services of one machine, on the loopback address alone. Throws when the port is taken. */
export async function startSimulators(options: SimulatorOptions): Promise<Simulators> {
  const { port, clock = systemClock, tencent: keys = null, phone: phoneSettings, ...settings } = options
  const world = createWorld({ ...SETTINGS, ...settings }, clock)
  const pushes = createPushes(world)
  const app = new Hono()
  const apis = [tokenApi, loginApi, phoneApi, subscribeApi, employeeApi, textCheckApi, mediaCheckApi(pushes)]
  for (const api of apis) serveApi(app, world, api)
  serveControl(app, world)
  const speech = createSpeechWorld(keys, clock)
  serveSpeechControl(app, speech)
  const phone = createPhoneWorld(keys, clock, phoneSettings)
  const reports = createReports(phone)
  servePhoneControl(app, phone)
  const phones = phoneActions(phone, (rung, text) => {
    note(world, { api: rung.action === 'SendSms' ? 'sms' : 'voice', errcode: 0, phone: rung.phone, text })
    reports.after(rung)
  })
  serveTencent(app, { keys, clock }, { SentenceRecognition: speechAction(speech), ...phones })
  const server = await listen(app, port)
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    wechat: world,
    speech,
    phone,
    reports,
    async stop() {
      await reports.stop()
      await pushes.stop()
      await close(server)
    },
  }
}

function listen(app: Hono, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, () => resolve(server))
    server.once('error', reject)
  })
}

/** Connections kept alive by clients would hold the port open. */
function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}
