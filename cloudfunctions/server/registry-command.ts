import { runRegistryCommand } from './registry/command'

/** `npm run registry -- COMMAND …`: what is done to the registry from a shell, before and beside the screens. */
process.exitCode = await runRegistryCommand(process.argv.slice(2), process.env, {
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
})
