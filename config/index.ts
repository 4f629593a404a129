import path from 'node:path'
import { defineConfig } from '@tarojs/cli'
import { ariaComponents } from './aria'

interface Chain {
  performance: { hints(kind: false): unknown }
  optimization: { splitChunks(options: object): unknown }
}

const root = path.resolve(__dirname, '..')
const env = process.env.TARO_ENV === 'h5' ? 'h5' : 'weapp'

/** Outside src, or shipped as ES2022 with private fields: both must pass through Babel. */
const downLevelled = (file: string) =>
  file.startsWith(path.join(root, 'cloudfunctions', 'contract')) || /node_modules[\\/]@tanstack[\\/]/.test(file)

/** Sizes are dp on purpose: scaled to the screen's width, 长辈版 would fall below 18 and 60 on a narrow phone. */
const plainPx = { pxtransform: { enable: false, config: {} }, cssModules: { enable: false, config: {} } }

const defineConstants = {
  LINLI_TRANSPORT: JSON.stringify(process.env.LINLI_TRANSPORT ?? 'https'),
  LINLI_CLOUD_ENV: JSON.stringify(process.env.LINLI_CLOUD_ENV ?? ''),
  LINLI_API_BASE: JSON.stringify(process.env.LINLI_API_BASE ?? (env === 'h5' ? '' : 'http://127.0.0.1:4000')),
}

/**
 * All pages in one chunk: nothing is carried twice, and a form still opens when the network has gone meanwhile.
 */
function splitH5(chain: Chain) {
  chain.performance.hints(false)
  chain.optimization.splitChunks({
    cacheGroups: {
      default: false,
      defaultVendors: false,
      react: {
        name: 'react',
        test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/,
        chunks: 'all',
        priority: 30,
        enforce: true,
      },
      pages: { name: 'pages', chunks: 'async', priority: 10, enforce: true },
    },
  })
}

export default defineConfig<'webpack5'>(() => ({
  projectName: 'linli',
  designWidth: 390,
  deviceRatio: { 390: 750 / 390, 375: 2, 750: 1 },
  sourceRoot: 'src',
  outputRoot: `dist/${env}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  // Kept between builds it halved them, and now and then left a module out of the mini-program's bundle.
  cache: { enable: false },
  plugins: [['@tarojs/plugin-inject', { components: ariaComponents }]],
  defineConstants,
  copy:
    env === 'weapp'
      ? {
          patterns: [
            { from: 'config/custom-tab-bar', to: 'dist/weapp/custom-tab-bar' },
            { from: 'config/map-marks', to: 'dist/weapp/modules/governance/marks' },
            { from: 'config/map-marks', to: 'dist/weapp/modules/secretary/marks' },
          ],
          options: {},
        }
      : { patterns: [], options: {} },
  // Quoted keys turn a private field into `#"e"=`, a syntax error that leaves a blank page.
  terser: { enable: true, config: { output: { quote_keys: false, keep_quoted_props: false, comments: false } } },
  mini: {
    compile: { include: [downLevelled] },
    optimizeMainPackage: { enable: true },
    postcss: plainPx,
    webpackChain(chain, webpack) {
      chain
        .plugin('abortController')
        .use(webpack.ProvidePlugin, [{ AbortController: [path.join(root, 'src/lib/abort-controller'), 'default'] }])
    },
  },
  h5: {
    compile: { include: [downLevelled] },
    publicPath: '/h5/',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    postcss: { autoprefixer: { enable: true, config: {} }, ...plainPx },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    webpackChain: splitH5,
  },
}))
