export class ConfigError extends Error {}

/** A setting's value, from the environment or the file that NAME_FILE names. */
export type Read = (name: string) => string | undefined

/** The setting that holds a template's id, by our own name for it: `alarmRaised` stands in PREFIX_ALARM_RAISED. */
export const templateSetting = (prefix: string, template: string): string =>
  prefix + template.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
