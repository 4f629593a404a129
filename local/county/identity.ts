import { checkDigit } from '../../cloudfunctions/registry/people/id-number'
import type { Chance } from './seed'

export type Sex = 'male' | 'female'

/** Ages count at this day, so that a county loaded later is the same county. */
const AS_OF_YEAR = 2026

const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'
const GIVEN_NAMES: Record<'old' | 'middle' | 'young', Record<Sex, string>> = {
  old: {
    male: '德福 守义 传文 兆祥 广才 振东 恩厚 怀玉 宪法 登科 庆余 西臣 保田 继先 明礼 长河',
    female: '秀英 桂兰 玉芝 凤英 淑芳 翠花 月娥 素云 爱荣 桂荣 庆兰 素珍 兰英 玉梅 秀芝 荣花',
  },
  middle: {
    male: '建国 志强 伟 磊 晓东 鹏 勇 海涛 国庆 立新 军 文斌 新民 永刚 春雷 卫东',
    female: '丽 敏 静 海燕 红梅 晓燕 芳 春霞 玉玲 红霞 艳 秋菊 翠萍 文娟 冬梅 丽华',
  },
  young: {
    male: '浩然 子轩 宇航 俊杰 一诺 天佑 明泽 嘉豪 梓睿 思远 博文 泽宇 晨阳 奕辰 瑞 凯',
    female: '婷婷 雪 梦琪 欣怡 雨桐 娜 佳 诗涵 梓萱 可欣 思颖 若曦 雅琪 依诺 悦 倩',
  },
}
/** Segments that no operator has been given, so that nobody real is ever called. */
const PHONE_SEGMENTS = ['154', '160', '161', '163', '164', '168', '169', '194'] as const
const REGIONS = ['370829', '370883'] as const

export const surnameOf = (luck: Chance): string => luck.pick([...SURNAMES])

/** A surname and a given name of the person's generation; `surname` where it runs in the family. */
export function nameOf(luck: Chance, sex: Sex, age: number, surname?: string): string {
  const generation = age > 58 ? 'old' : age > 30 ? 'middle' : 'young'
  return (surname ?? surnameOf(luck)) + luck.pick(GIVEN_NAMES[generation][sex].split(' '))
}

const two = (n: number) => String(n).padStart(2, '0')

/** Phones and ID numbers for invented people, each given once. Order codes are 9xx, which offices do not give. */
export class IdentityIssuer {
  private readonly issued = new Set<string>()

  phone(luck: Chance): string {
    return this.once(() => luck.pick(PHONE_SEGMENTS) + String(luck.int(0, 99_999_999)).padStart(8, '0'))
  }

  idNumber(luck: Chance, sex: Sex, age: number): string {
    return this.once(() => {
      const birth = `${AS_OF_YEAR - age}${two(luck.int(1, 12))}${two(luck.int(1, 28))}`
      const order = `9${two(luck.int(0, 49) * 2 + (sex === 'male' ? 1 : 0))}`
      const digits = luck.pick(REGIONS) + birth + order
      return digits + checkDigit(digits)
    })
  }

  private once(make: () => string): string {
    for (;;) {
      const text = make()
      if (this.issued.has(text)) continue
      this.issued.add(text)
      return text
    }
  }
}
