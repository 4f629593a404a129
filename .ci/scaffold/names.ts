import ts from 'typescript'
import { MODULES, RESIDENT_MODULES } from './modules'

/** What the person must do otherwise, in one sentence. Nothing has been written yet. */
export class Refusal extends Error {}

/** One function's name in every form the code needs. */
export interface Names {
  module: string
  /** Of folders and files: `lost-and-found`. */
  folder: string
  /** Of the router and the table in code: `lostAndFound`. */
  camel: string
  pascal: string
  upper: string
  /** Of the table in the database. */
  snake: string
  /** What people read: 失物招领. */
  title: string
}

export const USAGE = `npm run new <module>/<function> [中文名]   e.g. npm run new property/repairs
modules: ${MODULES.join(', ')}`

const FUNCTION = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/
const LONGEST = 30
const BANNED = ['util', 'utils', 'common', 'helper', 'helpers', 'misc', 'manager', 'managers', 'base', 'index']
/** A router or any object answers to these already. */
const TAKEN = ['then', 'call', 'apply', 'constructor', 'prototype']
const TITLE = /^[\p{L}\p{N}·、（）]{1,12}$/u

/** Reads the command's arguments. Throws Refusal. */
export function readNames(args: readonly string[]): Names {
  const [address = '', title, ...more] = args
  const [module = '', folder = '', ...deeper] = address.split('/')
  if (!module || !folder || deeper.length > 0 || more.length > 0) throw new Refusal(`Say which function:\n${USAGE}`)
  if (!MODULES.includes(module)) throw new Refusal(`There is no module ${module}; there are ${MODULES.join(', ')}`)
  checkFunction(folder)
  if (title !== undefined && !TITLE.test(title))
    throw new Refusal('The Chinese name is at most 12 letters or digits, without spaces or quotes')
  const words = folder.split('-')
  const pascal = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
  return {
    module,
    folder,
    pascal,
    camel: pascal[0]!.toLowerCase() + pascal.slice(1),
    upper: words.join('_').toUpperCase(),
    snake: words.join('_'),
    title: title ?? RESIDENT_MODULES[module]?.functions[folder] ?? folder,
  }
}

function checkFunction(folder: string): void {
  if (!FUNCTION.test(folder) || folder.length > LONGEST)
    throw new Refusal(`${folder} is not a name in small letters and hyphens of at most ${LONGEST}, e.g. lost-and-found`)
  if (folder.split('-').some((word) => BANNED.includes(word)))
    throw new Refusal(`${folder} tells nothing: name the thing that people come for, e.g. repairs`)
  if (TAKEN.includes(folder) || isWordOfTheLanguage(folder))
    throw new Refusal(`${folder} is a word of the language itself: choose another`)
}

function isWordOfTheLanguage(name: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, name)
  return scanner.scan() !== ts.SyntaxKind.Identifier && !name.includes('-')
}
