import { CSV_START, csvLine } from '../../../kernel/csv'
import type { Member } from './members'

/** What stands above and below the lines of an exported list. */
export interface Sheet {
  title: string
  people: number
  purpose: string
  watermark: string
}

/** How an exported list is written, line by line. */
export interface SheetFormat {
  headers: Record<string, string>
  begin(sheet: Sheet): string
  line(member: Member): string
  end(sheet: Sheet): string
}

const COLUMNS = ['姓名', '性别', '年龄', '住址', '标签', '电话']
const cellsOf = ({ name, sexLabel, age, homeLabel, tagLabels, phone }: Member): string[] => [
  name,
  sexLabel ?? '',
  age?.toString() ?? '',
  homeLabel,
  tagLabels.join('、'),
  phone ?? '',
]
const aboutOf = ({ title, people, purpose, watermark }: Sheet): string =>
  `${title}，${people} 人；用途：${purpose}；${watermark}；只用于写明的用途，用完请删掉`

/** A table for spreadsheets: who took it away stands in its first and its last line. */
export const asCsv: SheetFormat = {
  headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="list.csv"' },
  begin: (sheet) => CSV_START + csvLine([aboutOf(sheet)]) + csvLine(COLUMNS),
  line: (member) => csvLine(cellsOf(member)),
  end: (sheet) => csvLine([aboutOf(sheet)]),
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const html = (text: string) => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]!)

const STYLE = `
body{font:14px/1.5 "PingFang SC","Noto Sans CJK SC",sans-serif;color:#142222;margin:24px}
h1{font-size:20px;margin:0 0 4px}
p{margin:0 0 12px}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #7d8c8b;padding:4px 8px;text-align:left;vertical-align:top}
tr{break-inside:avoid}
thead{display:table-header-group}
.mark{position:fixed;inset:-20%;display:grid;grid-template-columns:repeat(3,1fr);align-content:space-around;
transform:rotate(-24deg);color:rgba(20,34,34,.13);pointer-events:none;overflow:hidden;
-webkit-print-color-adjust:exact;print-color-adjust:exact}
.mark span{padding:48px 0;white-space:nowrap}
@media print{.how{display:none}body{margin:0}}`

/** So often the mark stands on a page of paper. */
const MARKS = 30

/** A page to be printed: the mark stands across every sheet of paper. */
export const asPage: SheetFormat = {
  headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Disposition': 'inline' },
  begin: (sheet) => {
    const mark = `<span>${html(sheet.watermark)}</span>`.repeat(MARKS)
    const columns = COLUMNS.map((name) => `<th>${name}</th>`).join('')
    return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${html(sheet.title)}</title><style>${STYLE}</style></head><body><div class="mark" aria-hidden="true">${mark}</div>
<h1>${html(sheet.title)}</h1><p class="how">在浏览器的菜单里选「打印」。</p><p>${html(aboutOf(sheet))}</p>
<table><thead><tr>${columns}</tr></thead><tbody>`
  },
  line: (member) =>
    `<tr>${cellsOf(member)
      .map((cell) => `<td>${html(cell)}</td>`)
      .join('')}</tr>`,
  end: (sheet) => `</tbody></table><p>${html(aboutOf(sheet))}</p></body></html>`,
}
