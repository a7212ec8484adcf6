# What somebody does in social work (src/registrations/registration.rs).
role-practitioner = Je travaille sur le terrain
role-manager = Je dirige une équipe
role-teacher-or-researcher = J’enseigne ou je fais de la recherche
role-student = J’étudie
role-volunteer-or-expert-by-experience = Je suis bénévole ou expert·e du vécu
role-policy = Je travaille aux politiques sociales

# The same in a list, where others read it.
role-short-practitioner = Terrain
role-short-manager = Direction
role-short-teacher-or-researcher = Enseignement et recherche
role-short-student = Études
role-short-volunteer-or-expert-by-experience = Bénévolat ou expertise du vécu
role-short-policy = Politiques sociales
