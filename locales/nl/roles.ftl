# What somebody does in social work (src/registrations/registration.rs).
role-practitioner = Ik werk in de praktijk
role-manager = Ik geef leiding
role-teacher-or-researcher = Ik geef les of doe onderzoek
role-student = Ik studeer
role-volunteer-or-expert-by-experience = Ik ben vrijwilliger of ervaringsdeskundige
role-policy = Ik werk aan beleid

# The same in a list, where others read it.
role-short-practitioner = Praktijk
role-short-manager = Leiding
role-short-teacher-or-researcher = Les en onderzoek
role-short-student = Student
role-short-volunteer-or-expert-by-experience = Vrijwilliger of ervaringsdeskundige
role-short-policy = Beleid
