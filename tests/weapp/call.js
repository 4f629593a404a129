const { randomUUID } = require('node:crypto')
const http = require('node:http')
const { phones } = require('./people')

/** Calls a procedure as somebody who is signed in; answers its output. */
function call(key, path, input = {}) {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${phones[key].storage.get('linli.session')}`,
  }
  return new Promise((resolve, reject) => {
    const request = http.request(`${process.env.LINLI_TEST_HOST}/rpc`, { method: 'POST', headers }, (response) => {
      const parts = []
      response.on('data', (part) => parts.push(part))
      response.on('end', () => {
        const reply = JSON.parse(Buffer.concat(parts).toString())
        if (reply.ok) resolve(reply.data)
        else reject(new Error(`${path}: ${JSON.stringify(reply)}`))
      })
    })
    request.on('error', reject)
    request.end(JSON.stringify({ path, input }))
  })
}

/** The same for a change. */
const mutateAs = (key, path, input) => call(key, path, { key: randomUUID(), ...input })

module.exports = { call, mutateAs }
