const { spawn } = require('node:child_process')
const path = require('node:path')

/** Starts what serves the journeys' counties, and leaves in the environment where to ask for one. */
module.exports = async () => {
  const root = path.join(__dirname, '../..')
  const child = spawn(path.join(root, 'node_modules/.bin/tsx'), [path.join(root, 'tests/setup/host-process.ts')], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  globalThis.linliHost = child
  const { url } = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}`)))
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      const line = said.split('\n').find((text) => text.startsWith('{"url"'))
      if (line) resolve(JSON.parse(line))
    })
  })
  process.env.LINLI_TEST_COUNTIES = url
}
