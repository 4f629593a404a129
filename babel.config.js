// The phones WeChat still serves: async functions and classes stay as they are, private fields do not.
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', targets: { ios: '12', android: '7' } }]],
}
