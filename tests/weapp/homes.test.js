const { open, phones, place } = require('./people')

const HOMES = '/modules/account/homes/list'
const CLAIMS = '/modules/worker/claims/list'

beforeAll(() => {
  phones.neighbour = { openid: 'demo-openid-neighbour', place, storage: new Map() }
})

/** From the community of the home one has already, down to the door. */
async function claim(phone, { building, entrance, room, name }) {
  await phone.tap('认一套房')
  await phone.sees('先选小区、楼号和单元')
  await phone.tap('选')
  await phone.tap('檀溪苑')
  await phone.tap(building)
  await phone.tap(entrance)
  await phone.sees('再选房号')
  await phone.tap(room)
  await phone.sees('写上您的姓名')
  await phone.tap('租户')
  await phone.type(name)
  await phone.tap('提交认房申请')
}

test('a resident claims a home, the worker meets them and lets it pass, the resident leaves it again', async () => {
  const resident = await open('neighbour', '/pages/me/me')
  await resident.tap('我的房屋')
  await resident.sees('檀溪苑3号楼1单元302')
  await claim(resident, { building: '2号楼', entrance: '1单元', room: '301', name: '王玉玲' })
  await resident.sees('等网格员当面核实')
  await resident.sees('檀溪苑2号楼1单元301')
  resident.close()

  const worker = await open('worker', '/pages/me/me')
  await worker.tap('认房申请')
  await worker.tap('檀溪苑2号楼1单元301')
  await worker.sees('说自己是租户')
  await worker.sees('王玉玲')
  await worker.tap('认房通过')
  await worker.sees('核实认房')
  await worker.tap('我当面见过本人')
  await worker.tap('认房通过')
  await worker.sees('没有等您核实的')
  worker.close()

  const again = await open('neighbour', HOMES)
  await again.sees('青檀里社区，租户')
  expect(again.text()).not.toContain('等核实')
  await again.tap('檀溪苑2号楼1单元301')
  await again.sees('要重新核实')
  await again.tap('解除这套房')
  await again.until(() => !again.text().includes('租户'))
  await again.sees('檀溪苑3号楼1单元302')
  again.close()
})

test('a claim is refused with a reason; another is taken back', async () => {
  const resident = await open('neighbour', HOMES)
  await claim(resident, { building: '1号楼', entrance: '2单元', room: '401', name: '王玉玲' })
  await resident.sees('檀溪苑1号楼2单元401')
  await claim(resident, { building: '1号楼', entrance: '2单元', room: '402', name: '王玉玲' })
  await resident.tap('檀溪苑1号楼2单元402')
  await resident.tap('撤回申请')
  await resident.until(() => !resident.text().includes('檀溪苑1号楼2单元402'))
  resident.close()

  const worker = await open('worker', CLAIMS)
  await worker.tap('檀溪苑1号楼2单元401')
  await worker.sees('看过身份证')
  await worker.tap('不通过')
  await worker.tap('房号可能选错了，请核对后再申请')
  await worker.tap('告诉本人')
  await worker.sees('没有等您核实的')
  worker.close()

  const again = await open('neighbour', HOMES)
  await again.sees('没通过')
  await again.sees('房号可能选错了，请核对后再申请')
  again.close()
})
