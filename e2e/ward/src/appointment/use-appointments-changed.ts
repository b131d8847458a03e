import { useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'

/** Says what was done, and asks again for what it may show in. */
export function useAppointmentsChanged(patientId: string): (words: string) => void {
  const queryClient = useQueryClient()
  return (words) => {
    toast.success(words)
    void queryClient.invalidateQueries({ queryKey: ['patient-appointments', patientId] })
    void queryClient.invalidateQueries({ queryKey: ['slots'] })
  }
}
