const path = require('node:path')
const exparser = require('miniprogram-exparser')
const simulate = require('miniprogram-simulate')
const { createWechat } = require('./wechat')

const dist = path.join(__dirname, '../../dist/weapp')
const TIMERS = { setInterval: global.setInterval, setTimeout: global.setTimeout }
/** What a failure tells of the phone's last doings. */
const JOURNAL_LINES = 40
/** So often in a row nothing may stir for so long, until a screen counts as still. */
const NAP_MS = 10
const CALM_NAPS = 3
/** Then it is tapped all the same, as somebody in a hurry does. */
const STIR_MS_MAX = 2000
const HIDDEN = ['fetch', 'XMLHttpRequest', 'localStorage', 'sessionStorage', 'AbortController', 'AbortSignal']

/** A phone with the built mini-program on it. Only what is on its screen can be touched. One runs at a time. */
class Phone {
  constructor({ openid, place, storage = new Map(), system = {} }) {
    Object.assign(this, { openid, place, storage, system })
    this.host = process.env.LINLI_TEST_HOST
    this.wechatUrl = process.env.LINLI_TEST_WECHAT
    Object.assign(this, {
      isOnline: true,
      networkListeners: [],
      pages: [],
      toasts: [],
      calls: [],
      requests: [],
      answers: [],
      journal: [],
      asking: 0,
      draws: 0,
      writes: [],
      timers: [],
      isClosed: false,
      held: [],
      recordings: [],
      sounds: [],
      playing: new Set(),
      isMute: false,
      shakes: 0,
      written: new Map(),
      documents: [],
      canOpenDocuments: true,
      asked: [],
      spokenMs: 3000,
      mayRecord: undefined,
    })
  }

  /** Starts the app afresh, at a tab page or any other. */
  async launch(url = '/pages/home/home', { isOnline = true } = {}) {
    jest.resetModules()
    delete global.wx.webpackJsonp
    for (const name of HIDDEN) Reflect.deleteProperty(global, name)
    this.isOnline = isOnline
    this.loaded = new Map()
    this.keepTimers()
    Object.assign(global.wx, createWechat(this))
    let app
    global.App = (config) => {
      app = config
    }
    global.getApp = () => app
    global.getCurrentPages = () => this.pages.map((page) => page.instance)
    global.Page = (config) => registerPage(config)
    require(path.join(dist, 'app.js'))
    app.onLaunch({ path: '', query: {}, scene: 1001, shareTicket: '', referrerInfo: {} })
    app.onShow?.({ path: '', query: {} })
    this.app = app
    await this.goTo(url)
    return this
  }

  async goTo(url) {
    this.note(`open ${url}`)
    this.pages.at(-1)?.instance.onHide?.()
    const [route, search = ''] = url.replace(/^\//, '').split('?')
    const query = Object.fromEntries(new URLSearchParams(search))
    const component = simulate.render(this.load(route))
    const instance = component.instance
    Object.assign(instance, { route, __route__: route, options: query })
    this.recordWrites(instance)
    const page = { component, instance, url, element: document.createElement('div') }
    this.pages.push(page)
    document.body.appendChild(page.element)
    component.attach(page.element)
    instance.onLoad?.(query)
    instance.onShow?.()
    instance.onReady?.()
    await simulate.sleep(0)
  }

  /** A page's code runs once per start of the app, however often the page is opened. */
  load(route) {
    const known = this.loaded.get(route)
    if (known) return known
    const id = simulate.load(path.join(dist, route), 'page', { rootPath: dist, compiler: 'official' })
    this.loaded.set(route, id)
    return id
  }

  async goBack() {
    this.leave()
    this.pages.at(-1)?.instance.onShow?.()
  }

  async replaceWith(url) {
    this.leave()
    await this.goTo(url)
  }

  async replaceAllWith(url) {
    while (this.pages.length > 0) this.leave()
    await this.goTo(url)
  }

  leave() {
    const page = this.pages.pop()
    page.instance.onHide?.()
    page.instance.onUnload?.()
    page.component.detach()
    page.element.remove()
  }

  /** Puts the phone away; its storage stays. */
  close() {
    while (this.pages.length > 0) this.leave()
    this.app.onHide?.()
    for (const id of this.timers.splice(0)) clearTimeout(id)
    this.isOnline = false
    this.isClosed = true
  }

  /** What ticks while the app is open ends with it: a dead app must not act on the next one's phone. */
  keepTimers() {
    for (const [name, start] of Object.entries(TIMERS)) {
      global[name] = (...args) => {
        const id = start(...args)
        this.timers.push(id)
        return id
      }
    }
  }

  setOnline(isOnline) {
    this.isOnline = isOnline
    for (const listener of this.networkListeners)
      listener({ isConnected: isOnline, networkType: isOnline ? 'wifi' : 'none' })
  }

  /**
   * Leaves requests without an answer. `isCarried`: they reach the server, and only its answer is lost.
   * @returns ends the wait: what hangs then fails as a phone's request does after its timeout
   */
  hold(pattern, { isCarried = false } = {}) {
    let release
    const until = new Promise((resolve) => {
      release = resolve
    })
    const held = { pattern, isCarried, until }
    this.held.push(held)
    return () => {
      this.held = this.held.filter((one) => one !== held)
      release()
    }
  }

  /** Counts each setData of a page and its bytes: what WeChat's bridge has to carry. */
  recordWrites(instance) {
    const write = instance.setData.bind(instance)
    const { writes } = this
    instance.setData = (data, done) => {
      writes.push(Buffer.byteLength(JSON.stringify(data)))
      this.draws += 1
      return write(data, done)
    }
  }

  get screen() {
    return this.pages.at(-1).element
  }

  text() {
    return this.screen.textContent.replace(/\s+/g, ' ')
  }

  /** Waits until the page shows the words. */
  async sees(words, ms = 15_000) {
    await this.until(
      () => this.text().includes(words),
      ms,
      () => `「${words}」 is not on the screen: ${this.text()}`,
    )
  }

  async until(isTrue, ms = 15_000, explain = () => 'it did not come to be') {
    for (const end = Date.now() + ms; !isTrue(); await simulate.sleep(25)) {
      if (Date.now() > end) throw new Error(`${explain()}\n${this.journal.slice(-JOURNAL_LINES).join('\n')}`)
    }
  }

  /**
   * Waits as a person does until the screen has stopped changing: nothing is asked or drawn, and the phone is idle. A tap
   * between a change and its drawing meets what is no longer there. What takes longer is not waited for.
   */
  async stands() {
    let calm = 0
    for (const end = Date.now() + STIR_MS_MAX; calm < CALM_NAPS && Date.now() < end; ) {
      const [startedAt, drawn] = [Date.now(), this.draws]
      await simulate.sleep(NAP_MS)
      const isCalm = this.asking === 0 && this.draws === drawn && Date.now() - startedAt < 2 * NAP_MS
      calm = isCalm ? calm + 1 : 0
    }
  }

  /** Writes down with its moment what a failure is to tell. */
  note(line) {
    this.journal.push(`${new Date().toISOString().slice(14, 23)} ${line}`)
  }

  /**
   * Taps what shows exactly these words, or words like these: the last such place on the screen, where sheets and bars lie
   * on top, or another.
   */
  async tap(like, which = -1) {
    const places = () => this.placesOf(like instanceof RegExp ? this.text().match(like)?.[0] : like)
    const isThere = () => places().length > 0
    const explain = () => `nothing says 「${like}」: ${this.text()}`
    await this.until(isThere, 15_000, explain)
    await this.stands()
    await this.until(isThere, 15_000, explain)
    const element = places().at(which)
    this.note(`tap ${like} (${element.__wxElement?.dataset?.sid})`)
    touch(element, 'touchstart')
    touch(element, 'touchend')
    await simulate.sleep(30)
  }

  /** Puts a finger on what shows these words and leaves it there a while; answers how to lift it. */
  async press(words, ms = 500) {
    await this.sees(words)
    const element = this.placesOf(words).at(-1)
    touch(element, 'touchstart')
    await simulate.sleep(ms)
    return async () => {
      touch(element, 'touchend')
      await simulate.sleep(30)
    }
  }

  /** Sends a sheet: taps the words that stand behind its 先不办, wherever else the page says them. */
  async send(words) {
    const behind = () => {
      const [wayOut] = this.placesOf('先不办').slice(-1)
      const follows = (place) => wayOut.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING
      return wayOut ? this.placesOf(words).findIndex(follows) : -1
    }
    await this.until(
      () => behind() >= 0,
      15_000,
      () => `no sheet sends 「${words}」: ${this.text()}`,
    )
    await this.tap(words, behind())
  }

  /** Innermost elements whose whole text is these words. */
  placesOf(words) {
    const all = [...this.screen.querySelectorAll('*')].filter((element) => element.textContent.trim() === words)
    return all.filter((element) => !all.some((other) => other !== element && element.contains(other)))
  }

  /** Types into the n-th field of the screen, from 0. */
  async type(text, at = 0) {
    const fields = () => [...this.screen.querySelectorAll('wx-textarea, wx-input')]
    await this.until(
      () => fields().length > at,
      15_000,
      () => `there is no field ${at}: ${this.text()}`,
    )
    const target = fields()[at].__wxElement
    const detail = { value: text, cursor: text.length }
    exparser.Event.dispatchEvent(
      target,
      exparser.Event.create('input', detail, { bubbles: true, composed: true, capturePhase: true }),
    )
    await simulate.sleep(30)
  }
}

function touch(target, type) {
  const finger = new Touch({ identifier: 1, target, clientX: 0, clientY: 0, pageX: 0, pageY: 0 })
  const touches = type === 'touchstart' ? [finger] : []
  target.dispatchEvent(new TouchEvent(type, { bubbles: true, cancelable: true, touches, changedTouches: [finger] }))
}

const registerPage = (config) => {
  const methods = Object.fromEntries(Object.entries(config).filter(([, value]) => typeof value === 'function'))
  global.Component({ data: config.data, options: config.options ?? {}, behaviors: config.behaviors ?? [], methods })
}

module.exports = { Phone }
