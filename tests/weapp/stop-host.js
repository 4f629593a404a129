module.exports = async () => {
  const child = globalThis.linliHost
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.stdin.end()
  await ended
}
