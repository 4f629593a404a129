// Invokes a built cloud function the way WeChat's cloud does: node invoke.cjs FUNCTION '<event>'. Prints the answer.
const path = require('node:path')

const [name, event] = process.argv.slice(2)
const { main } = require(path.join(__dirname, '../../dist/cloud', name, 'index.js'))
main(JSON.parse(event), {}).then(
  (answer) => process.stdout.write(`\n${JSON.stringify(answer)}\n`, () => process.exit(0)),
  (error) => {
    console.error(error)
    process.exit(1)
  },
)
