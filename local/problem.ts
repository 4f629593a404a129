export type ProblemCode =
  | 'port.taken'
  | 'data.in_use'
  | 'data.damaged'
  | 'data.wrong_version'
  | 'data.unreachable'
  | 'secrets.lost'
  | 'disk.full'
  | 'postgres.missing'
  | 'postgres.root'
  | 'postgres.failed'
  | 'start.failed'

/** Something the person at the terminal must know: one sentence in Chinese and in English that says what to do. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    chinese: string,
    english: string,
  ) {
    super(`${chinese}\n${english}`)
  }
}

/** The launcher exits with this after it has said what is wrong: starting it again would not help. */
export const TOLD_EXIT_CODE = 75

/** `url`: set when it is this very data folder that is served there already. */
export const portTaken = (port: number, url?: string) =>
  url
    ? new Problem(
        'port.taken',
        `端口 ${port} 已被占用：邻里通已经开着，打开 ${url} 就是。想另开一份：LINLI_DATA_DIR=.data2 PORT=${port + 1} npm start`,
        `Port ${port} is in use: Linli is already running at ${url}. For a second one: LINLI_DATA_DIR=.data2 PORT=${port + 1} npm start`,
      )
    : new Problem(
        'port.taken',
        `端口 ${port} 已被别的程序占用。换一个端口再来：PORT=${port + 1} npm start`,
        `Port ${port} is already in use. Choose another: PORT=${port + 1} npm start`,
      )

export const dataInUse = (url: string, pid: number) =>
  new Problem(
    'data.in_use',
    `这份数据正在用着：打开 ${url} 就是（进程 ${pid}）。想另开一份：LINLI_DATA_DIR=.data2 PORT=4001 npm start`,
    `This data folder is already being served at ${url} (pid ${pid}). For a second one: LINLI_DATA_DIR=.data2 PORT=4001 npm start`,
  )

export const dataDamaged = (folder: string, log?: string) =>
  new Problem(
    'data.damaged',
    `数据目录 ${folder} 坏了，数据库打不开。有备份就放回去；不要里面的数据就改个名再来：mv ${folder} ${folder}.bad${log ? `（详情见 ${log}）` : ''}`,
    `The data folder ${folder} is damaged. Restore a backup, or set it aside and start again: mv ${folder} ${folder}.bad${log ? ` (details: ${log})` : ''}`,
  )

export const dataWrongVersion = (folder: string, found: string, wanted: string) =>
  new Problem(
    'data.wrong_version',
    `数据目录 ${folder} 是 PostgreSQL ${found} 的，这里用的是 ${wanted}。请用原来的版本导出，或换个目录：LINLI_DATA_DIR=.data2 npm start`,
    `The data folder ${folder} belongs to PostgreSQL ${found}; this is ${wanted}. Export it with the old version, or use another folder: LINLI_DATA_DIR=.data2 npm start`,
  )

export const dataUnreachable = (folder: string) =>
  new Problem(
    'data.unreachable',
    `数据目录 ${folder} 读不了或写不了，多半属于另一个账号。改回自己名下：sudo chown -R $(id -un) ${folder}`,
    `The data folder ${folder} cannot be read or written; it probably belongs to another account: sudo chown -R $(id -un) ${folder}`,
  )

export const secretsLost = (file: string) =>
  new Problem(
    'secrets.lost',
    `密钥文件 ${file} 不见了或被改过，打不开已有的数据。请放回原来的文件；不要旧数据就把整个目录改个名再来`,
    `The secrets file ${file} is missing or was changed, so existing data cannot be opened. Put the original back, or set the whole folder aside`,
  )

export const diskFull = (folder: string) =>
  new Problem(
    'disk.full',
    `磁盘满了，${folder} 写不进去。腾出至少 500 MB 再来：npm start`,
    `The disk that holds ${folder} is full. Free at least 500 MB and run npm start again`,
  )

export const postgresMissing = (name: string, why: string) =>
  new Problem(
    'postgres.missing',
    `没有可用的 PostgreSQL（${name}：${why}）。重装依赖：npm ci；或用已有的数据库：DATABASE_URL=postgres://… npm start`,
    `No usable PostgreSQL (${name}: ${why}). Reinstall with npm ci, or bring your own: DATABASE_URL=postgres://… npm start`,
  )

export const postgresAsRoot = (folder: string) =>
  new Problem(
    'postgres.root',
    `PostgreSQL 不肯用 root 运行，这台机器又不让换身份进入 ${folder}。请用普通账号运行，或把代码放到别人也能进的目录`,
    `PostgreSQL refuses root, and no other identity may enter ${folder} here. Run as an ordinary account, or move the checkout to a folder others may enter`,
  )

export const postgresFailed = (log: string) =>
  new Problem(
    'postgres.failed',
    `数据库没能启动，原因写在 ${log} 的最后几行`,
    `The database did not start; the last lines of ${log} say why`,
  )
