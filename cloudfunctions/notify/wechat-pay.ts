export interface PayAnswer {
  status: 503
  body: { code: 'FAIL'; message: string }
}

/**
 * WeChat Pay's notifications of payments and refunds. No payee is set up in this version, so none can be ours: refused
 * in WeChat's own form, which makes it send again later instead of believing that the money was booked.
 * Source: WeChat Pay v3, 支付成功回调通知, 通知应答.
 */
export const refusePayNotice = (): PayAnswer => ({
  status: 503,
  body: { code: 'FAIL', message: '本平台还没有开通收款' },
})
