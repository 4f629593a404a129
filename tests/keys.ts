/** Keys of the tests' databases: worth nothing anywhere else. */
export const TEST_KEYS = {
  keys: { k1: Buffer.alloc(32, 1).toString('base64') },
  current: 'k1',
  indexKey: Buffer.alloc(32, 2).toString('base64'),
}
