import { useRouter } from '@tarojs/taro'
import { StaffOrder } from '../../../parts/orders/staff-order'

export default function DeskOrder() {
  return <StaffOrder id={useRouter().params.id ?? ''} />
}
