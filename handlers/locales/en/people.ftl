only-owner = Only the owner of the service can do this.
only-secretary = Only the secretary of this community can do this.
only-staff = Only the secretary or a social worker of this community can do this.
only-organiser = Only who published this activity, the secretary or a social worker can change it.
