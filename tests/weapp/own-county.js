const http = require('node:http')

/** Each file of journeys plays in a county of its own, so that their order is of no account. */
beforeAll(async () => {
  const { url, wechat, place } = await ask(process.env.LINLI_TEST_COUNTIES)
  Object.assign(process.env, { LINLI_TEST_HOST: url, LINLI_TEST_WECHAT: wechat })
  Object.assign(require('./people').place, place)
}, 60_000)

const ask = (url) =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST' }, (response) => {
      const parts = []
      response.on('data', (part) => parts.push(part))
      response.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString())))
    })
    request.on('error', reject)
    request.end()
  })
