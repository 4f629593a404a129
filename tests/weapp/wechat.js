const http = require('node:http')

/** What the phone's own WeChat answers: storage, network, login, files, dialogs. One per phone. */
function createWechat(phone) {
  const never = new Promise(() => {})
  const ok = (options, result = {}) => {
    if (phone.isClosed) return never
    options?.success?.(result)
    options?.complete?.(result)
    return Promise.resolve(result)
  }
  const fail = (options, errMsg) => {
    if (phone.isClosed) return never
    const error = { errMsg }
    options?.fail?.(error)
    options?.complete?.(error)
    return options?.fail ? Promise.resolve(error) : Promise.reject(error)
  }

  function request(options) {
    const name = options.data?.path ?? options.url.replace(/^https?:\/\/[^/]+/, '')
    if (phone.isClosed) return never
    phone.requests.push(name)
    phone.note(`ask ${name}`)
    if (!phone.isOnline) return fail(options, 'request:fail')
    const url = options.url.replace(/^https?:\/\/[^/]+/, phone.host)
    const body =
      options.data === undefined || options.data instanceof ArrayBuffer ? options.data : JSON.stringify(options.data)
    const held = phone.held.find(({ pattern }) => pattern.test(name))
    if (held && !held.isCarried) return held.until.then(() => fail(options, 'request:fail timeout'))
    const answer = send(url, options.method ?? 'GET', options.header ?? {}, body)
    phone.asking += 1
    const answered = () => {
      phone.asking -= 1
    }
    answer.then(answered, answered)
    if (held) return answer.then(() => held.until).then(() => fail(options, 'request:fail timeout'))
    return answer.then(
      ({ status, headers, text }) => {
        if (!phone.isClosed) phone.answers.push(name)
        phone.note(`got ${name} ${status}`)
        return ok(options, { statusCode: status, header: headers, data: parse(text), errMsg: 'request:ok' })
      },
      () => fail(options, 'request:fail'),
    )
  }

  const downloaded = new Map()
  function downloadFile(options) {
    if (!phone.isOnline) return fail(options, 'downloadFile:fail')
    const held = phone.held.find(({ pattern }) => pattern.test(options.url.replace(/^https?:\/\/[^/]+/, '')))
    if (held) return held.until.then(() => fail(options, 'downloadFile:fail timeout'))
    return send(options.url.replace(/^https?:\/\/[^/]+/, phone.host), 'GET', {}).then(({ status, text }) => {
      const tempFilePath = `wxfile://tmp/${downloaded.size}`
      downloaded.set(tempFilePath, text)
      return ok(options, { statusCode: status, tempFilePath })
    })
  }

  /** What is chosen is only a name here; each picture, recording and document holds the same smallest of its kind. */
  const files = {
    saveFile: ({ tempFilePath, success }) => success({ savedFilePath: tempFilePath.replace('tmp', 'kept') }),
    readFile: ({ filePath, success }) =>
      success({ data: Uint8Array.from(CONTENTS[filePath.split('.').at(-1)] ?? Buffer.from(JPEG, 'base64')).buffer }),
    writeFile: ({ filePath, data, success }) => {
      phone.written.set(filePath, Buffer.from(data))
      success({})
    },
    removeSavedFile: () => {},
  }

  /** WeChat's one recorder: says that it has begun, and on `stop` hands over `phone.spokenMs` of sound. */
  const heard = {}
  const recorder = {
    ...Object.fromEntries(
      ['Start', 'Stop', 'Error', 'FrameRecorded', 'InterruptionBegin'].map((name) => [
        `on${name}`,
        (listener) => {
          heard[name] = listener
        },
      ]),
    ),
    start: (options) => {
      phone.recordings.push(options)
      setTimeout(() => {
        heard.Start()
        heard.FrameRecorded({ frameBuffer: Uint8Array.from(MP3.subarray(0, 500)).buffer, isLastFrame: false })
      }, 5)
    },
    stop: () =>
      setTimeout(
        () => heard.Stop({ tempFilePath: 'wxfile://tmp/said.mp3', duration: phone.spokenMs, fileSize: 9000 }),
        5,
      ),
  }
  /** A call comes in. */
  phone.interrupt = () => heard.InterruptionBegin()

  async function login(options) {
    const { text } = await send(
      `${phone.wechatUrl}/control/login-code`,
      'POST',
      JSON_HEADERS,
      JSON.stringify({ openid: phone.openid }),
    )
    return ok(options, { code: JSON.parse(text).code, errMsg: 'login:ok' })
  }

  /** What WeChat knows of who works for the mini-program; the platform is told as well. */
  const employee = (options, isChanged) => {
    if (isChanged) {
      phone.isEmployee = true
      const body = JSON.stringify({ openid: phone.openid, isBound: true })
      void send(`${phone.wechatUrl}/control/bind`, 'POST', JSON_HEADERS, body)
    }
    return ok(options, { bindingStatus: phone.isEmployee ? 'accept' : '' })
  }

  /** WeChat counts each consent for itself and refuses what goes beyond. */
  const subscribe = (options) => {
    for (const template of options.tmplIds) {
      const body = JSON.stringify({ openid: phone.openid, template, result: 'accept' })
      void send(`${phone.wechatUrl}/control/consent`, 'POST', JSON_HEADERS, body)
    }
    return ok(options, Object.fromEntries(options.tmplIds.map((id) => [id, 'accept'])))
  }

  return {
    request,
    login,
    getRecorderManager: () => recorder,
    createInnerAudioContext: () => player(phone),
    checkEmployeeRelation: (options) => employee(options, false),
    bindEmployeeRelation: (options) => employee(options, true),
    requestSubscribeEmployeeMessage: (options) => employee(options, false),
    chooseImage: (options) =>
      ok(options, { tempFilePaths: Array.from({ length: options.count }, (_, at) => `wxfile://tmp/${at}.jpg`) }),
    getFileSystemManager: () => files,
    getStorageSync: (key) => phone.storage.get(key) ?? '',
    setStorageSync: (key, value) => void phone.storage.set(key, value),
    removeStorageSync: (key) => void phone.storage.delete(key),
    getStorageInfoSync: () => ({ keys: [...phone.storage.keys()], currentSize: 1, limitSize: 10240 }),
    getNetworkType: (options) => ok(options, { networkType: phone.isOnline ? 'wifi' : 'none' }),
    onNetworkStatusChange: (listener) => void phone.networkListeners.push(listener),
    offNetworkStatusChange: () => {},
    navigateTo: (options) => phone.goTo(options.url).then(() => ok(options)),
    redirectTo: (options) => phone.replaceWith(options.url).then(() => ok(options)),
    switchTab: (options) => phone.replaceAllWith(options.url).then(() => ok(options)),
    reLaunch: (options) => phone.replaceAllWith(options.url).then(() => ok(options)),
    navigateBack: (options) => phone.goBack().then(() => ok(options)),
    showToast: (options) => {
      phone.toasts.push(options.title)
      phone.note(`toast ${options.title}`)
      return ok(options)
    },
    hideToast: (options) => ok(options),
    showLoading: (options) => ok(options),
    hideLoading: (options) => ok(options),
    showModal: (options) => ok(options, { confirm: true, cancel: false }),
    requestSubscribeMessage: subscribe,
    getLocation: (options) =>
      phone.place
        ? ok(options, { latitude: phone.place.lat, longitude: phone.place.lng, accuracy: 8 })
        : fail(options, 'getLocation:fail auth deny'),
    getSetting: (options) =>
      ok(options, { authSetting: { 'scope.userLocation': Boolean(phone.place), 'scope.record': phone.mayRecord } }),
    authorize: (options) => ok(options, void phone.asked.push(options.scope)),
    openSetting: (options) => ok(options, { authSetting: {} }),
    makePhoneCall: (options) => ok(options, void phone.calls.push(options.phoneNumber)),
    setClipboardData: (options) => {
      phone.clipboard = options.data
      return ok(options)
    },
    previewImage: (options) => ok(options),
    downloadFile,
    chooseMessageFile: (options) =>
      ok(options, { tempFiles: [{ path: 'wxfile://tmp/1.pdf', name: '停水范围.pdf', size: PDF.length }] }),
    openDocument: (options) => {
      if (!phone.canOpenDocuments) return fail(options, 'openDocument:fail')
      phone.documents.push({ fileType: options.fileType, text: downloaded.get(options.filePath) })
      return ok(options)
    },
    env: { USER_DATA_PATH: 'wxfile://usr' },
    setInnerAudioOption: (options) => ok(options, void Object.assign(phone, { heedsSilence: options.obeyMuteSwitch })),
    shareFileMessage: (options) => {
      phone.files = [...(phone.files ?? []), { fileName: options.fileName, text: downloaded.get(options.filePath) }]
      return ok(options)
    },
    vibrateShort: (options) => ok(options),
    vibrateLong: (options) => {
      phone.shakes += 1
      return ok(options)
    },
    setNavigationBarTitle: (options) => ok(options),
    setNavigationBarColor: (options) => ok(options),
    stopPullDownRefresh: (options) => ok(options),
    pageScrollTo: (options) => ok(options),
    nextTick: (run) => setTimeout(run, 0),
    getSystemInfoSync: () => ({ ...SYSTEM, ...phone.system }),
    getWindowInfo: () => ({ ...SYSTEM, ...phone.system }),
    getAppBaseInfo: () => ({ ...SYSTEM, ...phone.system }),
    getDeviceInfo: () => ({ ...SYSTEM }),
    getMenuButtonBoundingClientRect: () => ({ width: 87, height: 32, top: 50, right: 383, bottom: 82, left: 296 }),
    getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001, referrerInfo: {} }),
    getEnterOptionsSync: () => ({ path: '', query: {}, scene: 1001, referrerInfo: {} }),
    canIUse: () => true,
    onThemeChange: () => {},
    offThemeChange: () => {},
    onWindowResize: () => {},
    onAppShow: () => {},
    onAppHide: () => {},
    onNeedPrivacyAuthorization: () => {},
    createSelectorQuery: () => emptyQuery(),
    createIntersectionObserver: () => ({
      observe() {},
      disconnect() {},
      relativeToViewport() {
        return this
      },
    }),
  }
}

const SYSTEM = {
  platform: 'devtools',
  brand: 'test',
  model: 'test',
  system: 'iOS 17',
  SDKVersion: '3.10.0',
  version: '8.0.50',
  language: 'zh_CN',
  windowWidth: 390,
  windowHeight: 844,
  screenWidth: 390,
  screenHeight: 844,
  pixelRatio: 3,
  statusBarHeight: 44,
  safeArea: { top: 44, bottom: 810, left: 0, right: 390, width: 390, height: 766 },
  theme: 'light',
  fontSizeSetting: 16,
  fontSizeScaleFactor: 1,
}

const emptyQuery = () => {
  const query = new Proxy({}, { get: (_, name) => (name === 'exec' ? (done) => done?.([]) : () => query) })
  return query
}

/** 1×1, grey. */
const JPEG =
  '/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAABAAEDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKAB/9k='

/** Three seconds: MPEG 2, Layer III, 24 kbit/s, 16 kHz, mono. */
const MP3 = Buffer.concat(
  Array.from({ length: 83 }, (_, at) => {
    const frame = Buffer.alloc(108, 0x55)
    frame.set([0xff, 0xf3, 0x38, 0xc4])
    frame.writeUInt32BE(at, 40)
    return frame
  }),
)

const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

const CONTENTS = { mp3: MP3, pdf: PDF }

/** Notes what is played; it ends when `phone.silence` is called, or is refused where the phone plays nothing. */
function player(phone) {
  const listeners = {}
  return {
    onEnded: (listener) => {
      listeners.ended = listener
    },
    onError: (listener) => {
      listeners.error = listener
    },
    play() {
      if (phone.isMute) return listeners.error?.({ errMsg: 'play:fail' })
      phone.sounds.push(this.src)
      phone.playing.add(this)
      phone.silence = () => listeners.ended()
    },
    stop() {
      phone.playing.delete(this)
    },
    destroy() {
      phone.playing.delete(this)
    },
  }
}

const JSON_HEADERS = { 'content-type': 'application/json' }

const parse = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Node's own client: jsdom's page has no network of its own here. */
function send(url, method, headers, body) {
  return new Promise((resolve, reject) => {
    const call = http.request(url, { method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }))
    })
    call.on('error', reject)
    call.end(body instanceof ArrayBuffer ? Buffer.from(body) : body)
  })
}

module.exports = { createWechat, send }
