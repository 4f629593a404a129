const path = require('node:path')

module.exports = {
  rootDir: path.join(__dirname, '../..'),
  testMatch: ['<rootDir>/tests/weapp/**/*.test.js'],
  testEnvironment: 'jsdom',
  // The built bundle runs as it is.
  transform: {},
  globalSetup: path.join(__dirname, 'start-host.js'),
  globalTeardown: path.join(__dirname, 'stop-host.js'),
  setupFilesAfterEnv: [path.join(__dirname, 'own-county.js')],
  testTimeout: 120_000,
  maxWorkers: 1,
  // React's scheduler of a phone that was put away may still hold a timer.
  forceExit: true,
}
