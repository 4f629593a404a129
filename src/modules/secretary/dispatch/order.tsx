import { useRouter } from '@tarojs/taro'
import { StaffOrder } from '../../../parts/orders/staff-order'
import { WholeCard } from './whole-card'
import '../secretary.css'

export default function DispatchOrder() {
  return <StaffOrder id={useRouter().params.id ?? ''} related={(order) => <WholeCard order={order} />} />
}
