const { open } = require('./people')

const LIST = '/modules/worker/residents/list'

const ELDER = /孙秀兰 女 \d+ 岁(?: 独居| 重点关爱)*/

/** From the list to the elder's card. */
async function findElder(key = 'worker') {
  const phone = await open(key, LIST)
  await phone.type('秀兰')
  await phone.tap('找人')
  await phone.tap(ELDER, 0)
  await phone.sees('登记的内容')
  return phone
}

module.exports = { findElder }
